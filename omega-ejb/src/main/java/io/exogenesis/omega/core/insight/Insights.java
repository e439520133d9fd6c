package io.exogenesis.omega.core.insight;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.learning.discovery.Discovery;
import io.exogenesis.omega.learning.trend.Trending;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.ContentSpace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Trends and discoveries as of the last committed round. A round asks for what comes after its samples, writes it beside its
 * checkpoint, and hands it in when it is committed; so a crash leaves both or neither.
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
    private volatile InsightState state = InsightState.EMPTY;

    @Inject
    public Insights(BlobStore blobs, Keys keys, ViewerDirectory viewers) {
        this.blobs = blobs;
        this.keys = keys;
        this.titles = new TitleKeys(keys);
        this.viewers = viewers;
    }

    /** Reads what belongs to this head. */
    public void load(BankHead head) {
        state = head.round() == 0 ? InsightState.EMPTY : read(head);
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
        Set<String> withdrawn = withdrawn();
        return new Prepared(withdrawn.isEmpty() ? state : state.without(withdrawn));
    }

    /** The round is committed. */
    public void advance(Prepared committed) {
        state = committed.after;
    }

    /** Form on disk of what is in force, without the viewers whose owners withdrew since. */
    public byte[] encode() {
        InsightState now = state.without(withdrawn());
        state = now;
        return now.encode();
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
