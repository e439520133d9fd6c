package io.exogenesis.omega.core.api;

import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Priority;
import java.util.List;

/**
 * How far the bank has reached viewers. What the Core knows of a viewer's version it knows from syncs since its start, and only of
 * viewers whose owners consent to something.
 *
 * @param version of the bank now
 * @param least priority that was asked for
 * @param through version of the newest change of at least this priority
 * @param addressed viewers that were to be told
 * @param listening addressed viewers with an open event stream: they were told now
 * @param current addressed viewers that have {@code through} or a later version
 * @param behind addressed viewers that have an earlier version, by version, newest first; at most {@value #MAX_VERSIONS} versions,
 *     the oldest ones together in the last
 * @param unknown addressed viewers whose version is not known: they get what they lack with their next sync, like those behind
 */
public record DistributionReport(
        String coordinatorId,
        BankVersion version,
        Priority least,
        long through,
        int addressed,
        int listening,
        int current,
        List<Behind> behind,
        int unknown) {
    /** Rows that a person reads. */
    public static final int MAX_VERSIONS = 20;

    public DistributionReport {
        behind = List.copyOf(behind);
    }

    /**
     * Viewers at a version.
     *
     * @param version −1: of another bank, they get a snapshot
     */
    public record Behind(long version, int viewers) {}
}
