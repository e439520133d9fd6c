package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.RefusedException;

/** Says whether a push may enter. Called under its viewer's lock. */
@FunctionalInterface
public interface Admission {
    /**
     * @param after what the viewer would have with it
     * @throws RefusedException if it may not
     */
    void check(EpochUsage after);
}
