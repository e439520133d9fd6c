package io.exogenesis.omega.wire.delta;

/**
 * How finely a row's distance from what was expected is told, in codes.
 *
 * @param leading so many directions are told by {@code fine}, the others by {@code coarse}
 */
record Steps(int leading, int fine, int coarse) {
    /**
     * The low-rank terms of the scorer read the first 64 directions whole; the others it damps by their eigenvalues. Figures in
     * docs/decisions/0066.
     */
    static final Steps SHIPPED = new Steps(64, 4, 8);

    Steps {
        if (leading < 0 || fine < 1 || coarse < 1 || fine > 2 * Rows.MOST || coarse > 2 * Rows.MOST) {
            throw new DeltaException("steps of " + fine + " and " + coarse + " codes");
        }
    }

    int at(int direction) {
        return direction < leading ? fine : coarse;
    }
}
