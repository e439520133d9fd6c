package io.exogenesis.omega.viewer.learn;

import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.viewer.memory.AgentState;
import io.exogenesis.omega.viewer.memory.Outbox;
import io.exogenesis.omega.viewer.track.SessionCounter;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what may leave, and when. This class and the outbox behind it are the only way out of the device.
 *
 * <ul>
 *   <li>A pattern leaves with the patterns consent, if its success rate reaches the threshold, once in each form it takes.
 *   <li>The sample leaves with the sample consent, when the history has changed since the last one: the newest 25 titles and
 *       the best rated 25 of the rest (L = 50), in the order watched, each with one of three weights. The quality threshold
 *       does not apply to it.
 *   <li>What became of what the Core's model showed leaves with the audit consent, once a showing is decided: counts by title
 *       and pattern, at most 64 of each in one report; what does not fit waits for the next sync.
 *   <li>A session's counts leave with the metrics consent, when the agent has learned from it.
 * </ul>
 *
 * @param minQuality least success rate of a pattern, in [0, 1]
 * @param sampleSize L, 1–200
 */
public record LeavePolicy(double minQuality, int sampleSize) {

    /** What a sync beginning now would put into the outbox, numbered; pure. */
    public List<Contribution> due(AgentState state) {
        Outbox outbox = state.outbox();
        List<Contribution> due = new ArrayList<>();
        if (outbox.full()) {
            return due;
        }
        long seq = outbox.next();
        if (state.consents().patterns()) {
            for (ExogenesisPattern pattern : state.localPatterns()) {
                boolean offered =
                        outbox.lastOffered(pattern.id()).filter(pattern::equals).isPresent();
                if (pattern.successRate() >= minQuality && !offered) {
                    due.add(new Contribution(seq++, new Contribution.OfPattern(pattern)));
                }
            }
        }
        boolean changed = outbox.sampledAt() != state.historyChanges();
        if (state.consents().sample() && changed) {
            var sample = SampleSelector.select(state.titles().history().items(), sampleSize);
            if (sample.isPresent()) {
                due.add(new Contribution(seq++, new Contribution.OfSample(sample.get())));
            }
        }
        if (state.consents().audit()) {
            var report = state.showings().report();
            if (report.isPresent()) {
                due.add(new Contribution(seq, new Contribution.OfOutcomes(report.get())));
            }
        }
        return due;
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
