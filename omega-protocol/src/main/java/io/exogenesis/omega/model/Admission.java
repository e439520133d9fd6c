package io.exogenesis.omega.model;

/** How far a consolidated pattern has come in the eyes of the Core. */
public enum Admission {
    /** Enough distinct viewers support it; no jury has confirmed it yet. It says so wherever it is shown. */
    PROVISIONAL,
    /** Confirmed by a jury of non-supporters. */
    ADMITTED
}
