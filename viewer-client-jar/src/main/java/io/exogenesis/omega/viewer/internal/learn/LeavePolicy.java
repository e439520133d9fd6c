package io.exogenesis.omega.viewer.internal.learn;

import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import io.exogenesis.omega.viewer.internal.store.LeaveTimes;
import io.exogenesis.omega.viewer.internal.store.LeaveTimes.Kind;
import io.exogenesis.omega.viewer.internal.track.SessionCounter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decides what may leave, and when. This class and the outbox behind it are the only way out of the device.
 *
 * <ul>
 *   <li>A pattern leaves with the patterns consent, if its success rate reaches the threshold, once in each form it takes.
 *   <li>The sample leaves with the sample consent, when the history or what the owner agreed to of it has changed since the last
 *       one, or when that left {@link #RENEWAL} ago: the newest 25 titles and the best rated 25 of the rest (L = 50), in the order
 *       watched, each with one of three weights; with the consent to a larger one 100 and 100 (L = 200). The embedder may bound
 *       L further. The quality threshold does not apply to it.
 *   <li>What became of what the Core's model showed leaves with the audit consent, once a showing is decided: counts by title
 *       and pattern, at most 64 of each in one report; what does not fit waits for the next sync.
 *   <li>A session's counts leave with the metrics consent, when the agent has learned from it.
 * </ul>
 *
 * <p>Nothing is put in twice: while a form of a pattern, a sample or a report waits to be acknowledged, the next one is not made.
 * Of each kind no more is put in than a Core takes in an epoch ({@link LeaveTimes}); what had to wait leaves later in its newest
 * form.
 *
 * @param minQuality least success rate of a pattern, in [0, 1]
 * @param mostSampled the embedder's bound of L, 1–200; the other is {@link io.exogenesis.omega.model.Consents#sampleLimit}
 */
public record LeavePolicy(double minQuality, int mostSampled) {
    /**
     * After this the sample leaves again although the history stands still. In a Core a sample stands for 30 epochs of a day unless its
     * settings say otherwise: a quarter of that, so that a device that is off for three weeks is not forgotten. It costs 1 KB a week.
     */
    public static final Duration RENEWAL = Duration.ofDays(7);

    /**
     * What a sync that begins now would put into the outbox, numbered; pure.
     *
     * @param now by the viewer's clock
     */
    public List<Contribution> due(AgentState state, Instant now) {
        if (state.outbox().full()) {
            return List.of();
        }
        List<Contribution.Payload> due = new ArrayList<>(patterns(state, now));
        int titles = Math.min(mostSampled, state.consents().sampleLimit());
        if (titles > 0 && sampleIsDue(state, now) && mayLeave(state, Kind.SAMPLE, now)) {
            SampleSelector.select(state.titles().history().items(), titles)
                    .ifPresent(sample -> due.add(new Contribution.OfSample(sample)));
        }
        if (state.consents().audit() && mayLeave(state, Kind.REPORT, now)) {
            state.showings().report().ifPresent(report -> due.add(new Contribution.OfOutcomes(report)));
        }
        long first = state.outbox().next();
        return IntStream.range(0, due.size())
                .mapToObj(i -> new Contribution(first + i, due.get(i)))
                .toList();
    }

    /** Those that are good enough and not offered in this form, none of which waits in another; as many as there is room for. */
    private List<Contribution.Payload> patterns(AgentState state, Instant now) {
        if (!state.consents().patterns()) {
            return List.of();
        }
        Set<PatternId> waiting = new HashSet<>();
        for (Contribution c : state.outbox().pending()) {
            if (c.payload() instanceof Contribution.OfPattern(ExogenesisPattern pattern)) {
                waiting.add(pattern.id());
            }
        }
        return state.localPatterns().stream()
                .filter(p -> p.successRate() >= minQuality && !waiting.contains(p.id()))
                .filter(p ->
                        state.outbox().lastOffered(p.id()).filter(p::equals).isEmpty())
                .limit(state.leaveTimes().room(Kind.PATTERN, now))
                .<Contribution.Payload>map(Contribution.OfPattern::new)
                .toList();
    }

    private static boolean sampleIsDue(AgentState state, Instant now) {
        boolean changed = state.outbox().sampledAt() != state.historyChanges();
        return changed
                || state.leaveTimes()
                        .last(Kind.SAMPLE, now)
                        .map(last -> !last.plus(RENEWAL).isAfter(now))
                        .orElse(true); // memory of an older agent does not know when
    }

    private static boolean mayLeave(AgentState state, Kind kind, Instant now) {
        return state.leaveTimes().room(kind, now) > 0
                && state.outbox().pending().stream().noneMatch(c -> Kind.of(c.payload()) == kind);
    }

    /**
     * The steps that put {@link #due} into the outbox. Of a batch whose write fails the first steps may survive: when one leaves stands in
     * front, since a place of the day is little, and a sample of which nobody knows when it left would leave again as it is.
     */
    public List<AgentRecord> leaving(AgentState state, Instant now) {
        List<AgentRecord> records = new ArrayList<>();
        for (Contribution c : due(state, now)) {
            Kind kind = Kind.of(c.payload());
            if (kind != null) {
                records.add(new AgentRecord.Left(kind, now));
            }
            records.add(new AgentRecord.Enqueued(c));
        }
        return records;
    }

    /** The summary of the session that ends now, if it may leave; pure. */
    public List<Contribution> sessionEnds(AgentState state) {
        SessionSummary counts = state.sessions().counts();
        boolean silent = !state.consents().metrics() || counts.equals(SessionCounter.NOTHING);
        return silent || state.outbox().full()
                ? List.of()
                : List.of(new Contribution(state.outbox().next(), new Contribution.OfSession(counts)));
    }
}
