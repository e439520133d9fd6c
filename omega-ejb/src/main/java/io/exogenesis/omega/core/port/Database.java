package io.exogenesis.omega.core.port;

import java.util.Optional;

/** The database behind the stores, as a whole. */
public interface Database {
    /** Why the newest transaction failed, if it failed since the database did not work; empty otherwise. Quick. */
    Optional<String> trouble();

    /**
     * Throws the connections away that were made before, and tries a transaction with a new one.
     *
     * @throws StoreUnavailableException if the database still does not work
     */
    void reopen();
}
