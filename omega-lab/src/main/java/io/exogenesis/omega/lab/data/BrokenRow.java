package io.exogenesis.omega.lab.data;

/** A row that cannot be used. It is skipped and counted, or becomes a {@link DatasetException}. */
final class BrokenRow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenRow(String reason) {
        // without a stack trace: a file may have many
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
