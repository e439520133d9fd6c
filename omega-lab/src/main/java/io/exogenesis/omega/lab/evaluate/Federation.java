package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.baseline.Scorer;
import io.exogenesis.omega.lab.baseline.Training;
import io.exogenesis.omega.lab.core.Device;
import io.exogenesis.omega.lab.core.LabCore;
import io.exogenesis.omega.lab.core.ShownLists;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.learning.item.AloneScorer;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.item.ItemScorer;
import io.exogenesis.omega.learning.item.TitleFacts;
import io.exogenesis.omega.learning.round.PatternVote;
import io.exogenesis.omega.learning.round.Round;
import io.exogenesis.omega.learning.round.RoundInput;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.learning.round.RoundState;
import io.exogenesis.omega.learning.round.SampleRow;
import io.exogenesis.omega.learning.round.TrackedPattern;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The product's path without a server, a disk or a network: each viewer's agent learns tastes and picks one sample, one round
 * of the Core takes them, and agents score with the item model that came out. The classes are those of the product; only what
 * carries bytes between them is missing.
 */
public final class Federation {
    /** What every newcomer has; only relative reputations matter. */
    private static final double REPUTATION = .1;
    /** The Core's clock: long after the voting window of what was received at the epoch. */
    private static final Instant RECEIVED = Instant.EPOCH;

    private static final Instant NOW = RECEIVED.plusSeconds(86_400);

    private Federation() {}

    /** What one round makes of everybody's contributions. */
    public static RoundResult round(Training training, RoundSettings settings) {
        return round(training, settings, TasteSample.DEFAULT_ITEMS);
    }

    /**
     * The same with samples of another size.
     *
     * @param titles most titles of a sample, 1 to {@link TasteSample#MAX_ITEMS}
     */
    static RoundResult round(Training training, RoundSettings settings, int titles) {
        Device device = new Device(training.items(), training.content());
        List<List<ExogenesisPattern>> patterns = IntStream.range(
                        0, training.viewers().size())
                .parallel()
                .mapToObj(v -> device.patterns(
                        "p", training.viewers().get(v).events(), new SplittableRandom(training.seed() + v)))
                .toList();
        List<PatternVote> votes = new ArrayList<>();
        List<SampleRow> rows = new ArrayList<>();
        for (int v = 0; v < patterns.size(); v++) {
            ViewerId viewer = new ViewerId("v" + v);
            String pseudonym = LabCore.pseudonym(viewer);
            long seq = 0;
            for (ExogenesisPattern p : patterns.get(v)) {
                votes.add(new PatternVote(viewer, pseudonym, ++seq, p, REPUTATION, RECEIVED));
            }
            long next = seq + 1;
            device.sample(training.viewers().get(v).events(), titles)
                    .ifPresent(s -> rows.add(new SampleRow(viewer, pseudonym, next, s, REPUTATION)));
        }
        RoundInput in = new RoundInput(votes, rows, training.content(), false, NOW);
        return Round.run(RoundState.initial(settings), in, settings, new SplittableRandom(training.seed()));
    }

    /** The model that agents would pull; empty if no title has enough supporters. */
    public static Optional<ItemModel> learn(Training training) {
        return round(training, RoundSettings.DEFAULT).itemModel();
    }

    /** The federated scorer that ships; without an item model an agent scores alone, as in the product. */
    public static Scorer federated(Training training, Optional<ItemModel> model) {
        if (model.isEmpty()) {
            return alone(training);
        }
        ItemScorer scorer = ItemScorer.learned();
        ItemModel pulled = model.get();
        TitleFacts facts = TitleFacts.of(training.items());
        return known -> scorer.scores(pulled, training.content(), facts, history(training, known));
    }

    /** The lists that agents show with what a round gave them. */
    static Scorer shown(Training training, RoundResult round) {
        return lists(training).by(round.itemModel(), bank(round))::of;
    }

    /** Of agents that know these titles. */
    static ShownLists lists(Training training) {
        Device device = new Device(training.items(), training.content());
        return new ShownLists(device, ItemScorer.learned(), training.seed());
    }

    /** The bank after a round; on probation in it is what no jury has confirmed yet: after one round, everything. */
    static List<ConsolidatedPattern> bank(RoundResult round) {
        return round.after().published().stream().map(TrackedPattern::pattern).toList();
    }

    /** What an agent does that never heard of the Core. */
    public static Scorer alone(Training training) {
        AloneScorer scorer = new AloneScorer();
        return known -> scorer.scores(training.content(), history(training, known));
    }

    static History history(Training training, List<RatingEvent> events) {
        return new Device(training.items(), training.content()).history(events);
    }
}
