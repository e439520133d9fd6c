package io.exogenesis.omega.viewer;

/** What a ranking may use. */
public enum RankMode {
    /** Only the own history and the content of the catalogue. */
    ALONE,
    /** Also what the Core sent: the item model and the bank. With neither, exactly {@link #ALONE}. */
    FEDERATED
}
