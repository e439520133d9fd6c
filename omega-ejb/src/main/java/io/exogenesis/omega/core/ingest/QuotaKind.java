package io.exogenesis.omega.core.ingest;

/** What an epoch takes no more of. */
public enum QuotaKind {
    PATTERN("pattern"),
    SAMPLE("sample"),
    OUTCOMES("outcomes"),
    /** Everything that one viewer had acknowledged. */
    ACCEPTED("accepted"),
    /** Everything of all viewers. */
    EPOCH("epoch");

    private final String label;

    QuotaKind(String label) {
        this.label = label;
    }

    /** In metrics. */
    public String label() {
        return label;
    }
}
