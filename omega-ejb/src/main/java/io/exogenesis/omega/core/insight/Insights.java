package io.exogenesis.omega.core.insight;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.learning.discovery.Discovery;
import io.exogenesis.omega.learning.trend.Trending;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.content.ContentSpace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Trends and discoveries as of the last committed round. A round asks for what comes after its samples, writes it beside its
 * checkpoint, and hands it in when it is committed; so a crash leaves both or neither.
 *
 * <p>What is kept of a viewer whose owner takes the consent to samples, or to larger ones, back is forgotten at once, in memory and in the blob,
 * whatever a round does meanwhile.
 *
 * <p>They are for display, so they never stop a round: a state that cannot be read begins anew, with a warning. Reading takes
 * no lock and sees one round as a whole.
 */
@Singleton
public class Insights {
    private static final System.Logger LOG = System.getLogger(Insights.class.getName());

    private final BlobStore blobs;
    private final Keys keys;
    private final TitleKeys titles;
    private final ViewerDirectory viewers;
    /** Pseudonyms that wait for the one who forgets. */
    private final Set<String> toForget = ConcurrentHashMap.newKeySet();
    /** Pseudonyms that were forgotten since a round asked what comes next: its answer may still have them. */
    private final Set<String> forgotten = new HashSet<>();

    private volatile InsightState state = InsightState.EMPTY;
    /** Name of the blob that {@link #state} lies in; empty before the first round. */
    private String blob = "";

    @Inject
    public Insights(BlobStore blobs, Keys keys, ViewerDirectory viewers) {
        this.blobs = blobs;
        this.keys = keys;
        this.titles = new TitleKeys(keys);
        this.viewers = viewers;
    }

    /** Reads what belongs to this head. Whoever withdrew when the process died is forgotten now. */
    public synchronized void load(BankHead head) {
        state = head.round() == 0 ? InsightState.EMPTY : read(head);
        blob = head.round() == 0 ? "" : head.insightBlob();
        without(withdrawn());
    }

    private InsightState read(BankHead head) {
        try {
            return InsightState.decode(blobs.read(head.insightBlob()));
        } catch (CoreException e) {
            LOG.log(Level.WARNING, "trends and discoveries begin anew: {0}", e.getMessage());
            return InsightState.EMPTY;
        }
    }

    /**
     * What a round comes to, not yet in force. Computing it changes nothing.
     *
     * @param head that the round starts from
     * @param samples all of the running epoch
     */
    public Prepared prepare(
            BankHead head, List<ReceivedSample> samples, ContentSpace content, boolean endOfEpoch, Instant now) {
        beginAnew();
        InsightState before = state;
        try {
            return new Prepared(InsightStep.next(
                    before,
                    new InsightInput(samples, withdrawn(), content, titles::key, head.epoch(), endOfEpoch, day(now))));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "this round finds no trends and discoveries", e);
            return new Prepared(before);
        }
    }

    /** For a round in which nothing came that trends and discoveries are made of. */
    public Prepared unchanged() {
        beginAnew();
        return new Prepared(state);
    }

    /** From now on whoever is forgotten is in no answer that is given behind this. */
    private synchronized void beginAnew() {
        forgotten.clear();
    }

    /**
     * What was prepared last is committed.
     *
     * @param head that names its blob
     */
    public synchronized void advance(Prepared committed, BankHead head) {
        state = committed.after;
        blob = head.insightBlob();
        without(Set.copyOf(forgotten));
    }

    /**
     * Forgets what is kept of viewers whose owners consent to samples, or to larger ones, no more. Those who come while it is
     * written are forgotten together. A disk that does not take it now has it with the next round.
     */
    public void forget(Collection<ViewerId> gone) {
        Set<String> pseudonyms =
                gone.stream().map(ViewerId::value).map(keys::pseudonym).collect(Collectors.toUnmodifiableSet());
        toForget.addAll(pseudonyms);
        synchronized (this) {
            if (!Collections.disjoint(toForget, pseudonyms)) {
                Set<String> all = Set.copyOf(toForget);
                toForget.removeAll(all);
                forgotten.addAll(all);
                without(all);
            }
        }
    }

    private void without(Set<String> gone) {
        InsightState left = state.without(gone);
        if (left == state) {
            return;
        }
        state = left;
        try {
            blobs.write(blob, left.encode());
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "trends are without who withdrew in memory, on disk with the next round: {0}",
                    e.getMessage());
        }
    }

    /** Form on disk of what is in force. */
    public byte[] encode() {
        return state.encode();
    }

    /** Viewers of whom something is kept. */
    int viewers() {
        return state.epochStart().copy().viewers();
    }

    /** Epoch day in UTC. */
    public static long day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay();
    }

    /** Titles by their keys in the state. */
    TitleKeys titles() {
        return titles;
    }

    List<Trending> trends() {
        return state.trends();
    }

    List<Discovery> discoveries() {
        return state.discoveries().list();
    }

    private Set<String> withdrawn() {
        return viewers.withoutSample().stream()
                .map(ViewerId::value)
                .map(keys::pseudonym)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A state that waits for its round's commit. */
    public static final class Prepared {
        private final InsightState after;

        private Prepared(InsightState after) {
            this.after = after;
        }

        /** Form on disk. */
        public byte[] encode() {
            return after.encode();
        }
    }
}
