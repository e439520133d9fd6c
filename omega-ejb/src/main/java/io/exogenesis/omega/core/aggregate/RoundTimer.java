package io.exogenesis.omega.core.aggregate;

/** What calls for rounds. */
public interface RoundTimer {
    /** Calls for a round at once and then as usual, whatever became of the call that was due. There is one call at any time. */
    void rearm();
}
