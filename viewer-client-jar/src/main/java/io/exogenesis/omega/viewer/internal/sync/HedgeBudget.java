package io.exogenesis.omega.viewer.internal.sync;

/**
 * Bounds second requests to one in {@value #REQUESTS_A_HEDGE}, so that a Core that is slow because it has too much to do is not asked
 * twice by everybody. Whoever finds it empty waits for the time-out. Thread-safe.
 */
final class HedgeBudget {
    /** 5 %. */
    static final int REQUESTS_A_HEDGE = 20;
    /** Saved up at most, and there at the start: one for another stream or endpoint, one for another connection, or for the exchange behind it. */
    static final int MOST_SAVED = 2;

    private int saved = MOST_SAVED * REQUESTS_A_HEDGE;

    /** A request is sent for the first time. */
    synchronized void request() {
        saved = Math.min(saved + 1, MOST_SAVED * REQUESTS_A_HEDGE);
    }

    /** Whether it may be sent once more. */
    synchronized boolean take() {
        if (saved < REQUESTS_A_HEDGE) {
            return false;
        }
        saved -= REQUESTS_A_HEDGE;
        return true;
    }
}
