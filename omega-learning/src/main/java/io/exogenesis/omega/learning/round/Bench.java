package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.consensus.Cohort;
import io.exogenesis.omega.learning.consensus.Jury;
import io.exogenesis.omega.learning.consensus.Trial;
import io.exogenesis.omega.learning.consensus.Trial.Standing;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The bank while a round works on it, and the juries before which its patterns stand: what the epoch began with, what became
 * of it so far, and what is refused.
 */
final class Bench {
    private final long round;
    private final Jury jury;
    private final Map<PatternId, TrackedPattern> published = new TreeMap<>();
    private final Map<PatternId, TrackedPattern> start = new TreeMap<>();
    private final Map<PatternId, TrackedPattern> bank = new TreeMap<>();
    private final Map<PatternId, TrackedPattern> refused = new TreeMap<>();
    private final double similarity;

    Bench(RoundState before, List<OutcomeRow> outcomes, RoundSettings settings) {
        round = before.round() + 1;
        similarity = settings.similarity();
        jury = new Jury(
                cohort(outcomes),
                before.epoch(),
                new Jury.Rules(
                        settings.similarity(),
                        settings.threshold(),
                        settings.tolerance(),
                        settings.supportEpochs(),
                        settings.supportEpochs()));
        before.published().forEach(t -> published.put(t.pattern().id(), t));
        for (TrackedPattern t : before.epochStart()) {
            carryOver(t, before.epoch(), settings.minVoters());
        }
    }

    /** Each report once, those of one viewer in the order in which they were made. */
    private static Cohort cohort(List<OutcomeRow> outcomes) {
        Cohort cohort = new Cohort();
        Set<String> seen = new HashSet<>();
        outcomes.stream()
                .filter(o -> o.reputation() > 0 && seen.add(o.pseudonym() + " " + o.seq()))
                .sorted(Comparator.comparing(OutcomeRow::pseudonym).thenComparingLong(OutcomeRow::seq))
                .forEach(o -> cohort.add(o.pseudonym(), o.outcomes()));
        return cohort;
    }

    /** Without supporters that did not come again in time, and without refusals that hold no longer. */
    private void carryOver(TrackedPattern t, long epoch, int minVoters) {
        if (t.trial().standing() == Standing.REFUSED) {
            if (jury.refusalHolds(t.trial())) {
                refused.put(t.pattern().id(), t);
            }
            return;
        }
        Map<String, Long> left = new TreeMap<>(t.supporters());
        left.values().removeIf(last -> last < epoch);
        if (left.size() >= minVoters) {
            start.put(t.pattern().id(), Fusion.carried(t, new TreeMap<>(left)));
        }
    }

    Jury jury() {
        return jury;
    }

    /** Patterns that a cluster may be: of the epoch's start, and of the last round. */
    List<TrackedPattern> known(TaskType type) {
        Map<PatternId, TrackedPattern> all = new TreeMap<>(published);
        all.putAll(start);
        return all.values().stream().filter(t -> t.pattern().taskType() == type).toList();
    }

    Optional<TrackedPattern> atStart(PatternId id) {
        return Optional.ofNullable(start.get(id));
    }

    /** The nearest refused pattern that this is within the gate of. */
    Optional<TrackedPattern> refusedLike(Group g) {
        return refused.values().stream()
                .filter(t -> t.pattern().taskType() == g.type()
                        && g.median().cosine(t.pattern().embedding()) >= similarity)
                .max(Comparator.comparingDouble(
                        t -> g.median().cosine(t.pattern().embedding())));
    }

    /** With what its jury has said up to now. */
    TrackedPattern tried(TrackedPattern t) {
        Trial trial = jury.hear(
                t.pattern().id(),
                t.trial(),
                t.pattern().embedding(),
                t.supporters().keySet());
        return Fusion.judged(t, trial);
    }

    /** Into the bank, or out of it if it was refused. Returns whether it is not what it was after the last round. */
    boolean place(TrackedPattern t) {
        PatternId id = t.pattern().id();
        Optional<TrackedPattern> previous = Optional.ofNullable(published.get(id));
        start.remove(id);
        if (t.trial().standing() == Standing.REFUSED) {
            refused.put(id, new TrackedPattern(t.pattern(), new TreeMap<>(), t.trial()));
            return previous.isPresent();
        }
        TrackedPattern versioned = Fusion.versioned(t, previous, round);
        bank.put(id, versioned);
        return previous.isEmpty() || !previous.get().pattern().equals(versioned.pattern());
    }

    /** What the epoch began with and nobody voted for. */
    List<TrackedPattern> withoutVotes() {
        return List.copyOf(start.values());
    }

    /** After the round, without places of jurors: a round starts from those of the epoch's start. */
    List<TrackedPattern> bank() {
        return bank.values().stream()
                .map(t -> new TrackedPattern(
                        t.pattern(), t.supporters(), t.trial().withoutSeats()))
                .toList();
    }

    /**
     * What an epoch that begins now would start from.
     *
     * @param draw fill free places of juries
     */
    List<TrackedPattern> kept(boolean draw) {
        List<TrackedPattern> out = new ArrayList<>();
        for (TrackedPattern t : bank.values()) {
            Trial trial = draw
                    ? jury.draw(
                            t.pattern().id(),
                            t.trial(),
                            t.pattern().embedding(),
                            t.supporters().keySet())
                    : t.trial();
            out.add(new TrackedPattern(t.pattern(), t.supporters(), trial));
        }
        out.addAll(refused.values());
        return out;
    }
}
