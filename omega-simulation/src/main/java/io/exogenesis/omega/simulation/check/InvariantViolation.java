package io.exogenesis.omega.simulation.check;

/** Something does not hold that must hold whatever fails. */
public final class InvariantViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Of what. */
    public enum Kind {
        /** Something that was acknowledged or confirmed is gone. */
        LOST,
        /** Something counts twice, or counts that nobody sent. */
        DOUBLED,
        /** A bank is not what its version says. */
        BANK,
        /** The product does something that it never should, such as not to start. */
        BROKEN
    }

    public InvariantViolation(Kind kind, String line) {
        super(line);
        this.kind = kind;
    }

    public InvariantViolation(String line, Throwable cause) {
        super(line, cause);
        this.kind = Kind.BROKEN;
    }

    public Kind kind() {
        return kind;
    }

    /** @throws InvariantViolation unless it holds */
    static void require(boolean holds, Kind kind, String line, Object... details) {
        if (!holds) {
            throw new InvariantViolation(kind, line.formatted(details));
        }
    }
}
