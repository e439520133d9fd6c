package io.exogenesis.omega.core.distribute;

import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.ViewerId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * CDI event: viewers are to be told that it is time to sync. Observers tell those who listen to them, and say whom they told; they
 * only enqueue.
 */
public final class DistributionCall {
    private final BankVersion version;
    private final long round;
    private final Priority least;
    private final Set<String> viewers;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * @param version of the bank now
     * @param round number of the newest round, 0 before the first
     * @param least priority of the patterns that it is about
     * @param viewers whom to tell; empty: all
     */
    public DistributionCall(BankVersion version, long round, Priority least, Set<ViewerId> viewers) {
        this.version = version;
        this.round = round;
        this.least = least;
        this.viewers = viewers.stream().map(ViewerId::value).collect(Collectors.toUnmodifiableSet());
    }

    public BankVersion version() {
        return version;
    }

    public long round() {
        return round;
    }

    public Priority least() {
        return least;
    }

    /** Whether a listener with this subject is to be told. */
    public boolean isFor(String subject) {
        return viewers.isEmpty() || viewers.contains(subject);
    }

    /** A listener with this subject was told. */
    public void told(String subject) {
        told.add(subject);
    }

    /** Subjects of the listeners that were told. */
    public Set<String> told() {
        return Set.copyOf(told);
    }
}
