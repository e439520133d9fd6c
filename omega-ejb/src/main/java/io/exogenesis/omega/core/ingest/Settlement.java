package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.model.ViewerId;

/** The three ends of a contribution. */
public enum Settlement {
    ADMITTED,
    REFUSED,
    EXPIRED;

    /** A round's final word about one contribution. */
    public record Of(ViewerId viewer, long seq, Settlement settlement) {}
}
