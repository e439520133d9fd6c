package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.baseline.Scorer;
import io.exogenesis.omega.lab.baseline.Training;
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
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.learning.taste.TasteItem;
import io.exogenesis.omega.learning.taste.TasteLearner;
import io.exogenesis.omega.learning.taste.TastePattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The product's path without a server, a disk or a network: each viewer's agent learns tastes and picks one sample, one round
 * of the Core takes them, and agents score with the item model that came out. The classes are those of the product; only what
 * carries bytes between them is missing.
 */
public final class Federation {
    /** An agent sends a pattern from this success rate on. */
    private static final double MIN_QUALITY = .7;
    /** What every newcomer has; only relative reputations matter. */
    private static final double REPUTATION = .1;
    /** The Core's clock: long after the voting window of what was received at the epoch. */
    private static final Instant RECEIVED = Instant.EPOCH;

    private static final Instant NOW = RECEIVED.plusSeconds(86_400);

    private Federation() {}

    /** What one round makes of everybody's contributions. */
    public static RoundResult round(Training training, RoundSettings settings) {
        List<Agent> agents = IntStream.range(0, training.viewers().size())
                .parallel()
                .mapToObj(v -> Agent.of(training, v))
                .toList();
        List<PatternVote> votes =
                agents.stream().flatMap(a -> a.votes().stream()).toList();
        List<SampleRow> rows = agents.stream().flatMap(a -> a.row().stream()).toList();
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

    /** What an agent does that never heard of the Core. */
    public static Scorer alone(Training training) {
        AloneScorer scorer = new AloneScorer();
        return known -> scorer.scores(training.content(), history(training, known));
    }

    /** A history as an agent keeps it: each title once, at its last watch. */
    static History history(Training training, List<RatingEvent> events) {
        return new History(lastWatches(events).stream()
                .map(e -> HistoryItem.ofRating(training.items().get(e.item()).id(), e.rating()))
                .toList());
    }

    private static List<RatingEvent> lastWatches(List<RatingEvent> events) {
        Set<Integer> later = new HashSet<>();
        List<RatingEvent> out = new ArrayList<>();
        for (RatingEvent e : events.reversed()) {
            if (later.add(e.item())) {
                out.add(e);
            }
        }
        Collections.reverse(out);
        return out;
    }

    /** What leaves one device. */
    private record Agent(List<PatternVote> votes, Optional<SampleRow> row) {

        static Agent of(Training training, int index) {
            ViewerId viewer = new ViewerId("v" + index);
            List<RatingEvent> events = lastWatches(training.viewers().get(index).events());
            List<TasteItem> items = events.stream()
                    .map(e -> new TasteItem(
                            training.content().centred(e.item()),
                            HistoryItem.ofRating(training.items().get(e.item()).id(), e.rating())
                                    .weight(),
                            TasteItem.rewardOfRating(e.rating()),
                            training.items().get(e.item()).genres()))
                    .toList();
            SplittableRandom random = new SplittableRandom(training.seed() + index);
            List<PatternVote> votes = new ArrayList<>();
            for (TastePattern taste : TasteLearner.learn(items, random)) {
                pattern(taste, votes.size())
                        .ifPresent(p -> votes.add(
                                new PatternVote(viewer, "~" + viewer, votes.size() + 1, p, REPUTATION, RECEIVED)));
            }
            long seq = votes.size() + 1;
            return new Agent(
                    votes,
                    SampleSelector.select(history(training, events).items())
                            .map(s -> new SampleRow(viewer, "~" + viewer, seq, s, REPUTATION)));
        }

        private static Optional<ExogenesisPattern> pattern(TastePattern taste, int number) {
            if (taste.successRate() < MIN_QUALITY) {
                return Optional.empty();
            }
            PatternContext context = new PatternContext(
                    taste.genres().stream().limit(PatternContext.MAX_GENRES).toList(),
                    Optional.empty(),
                    Optional.empty());
            try {
                return Optional.of(new ExogenesisPattern(
                        new PatternId("p" + number),
                        TaskType.PREFERENCE,
                        Embedding.of(taste.embedding()),
                        taste.successRate(),
                        taste.items().size(),
                        context,
                        RECEIVED));
            } catch (InvalidValueException e) {
                return Optional.empty(); // titles that cancel each other out say nothing
            }
        }
    }
}
