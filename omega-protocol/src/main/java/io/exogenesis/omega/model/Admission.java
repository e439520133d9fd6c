package io.exogenesis.omega.model;

/** How far a consolidated pattern has come in the eyes of the Core. */
public enum Admission {
    /** What earlier versions called a pattern without a jury; not made any more, to be treated like {@link #PROBATION}. */
    PROVISIONAL,
    /** Confirmed by a jury of non-supporters. */
    ADMITTED,
    /** Enough distinct viewers support it; a jury has yet to decide. It is shown rarely, and says so wherever it is shown. */
    PROBATION
}
