package io.exogenesis.omega.lab.heal.subject;

/** What Open Liberty's management offers for each pool of connections, as far as it is used ({@code ConnectionManagerMBean}). */
public interface PurgeablePool {
    /** Throws the connections away that the pool keeps. */
    void purgePoolContents(String how);
}
