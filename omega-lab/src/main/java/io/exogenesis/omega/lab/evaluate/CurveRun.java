package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.baseline.ContentBaseline;
import io.exogenesis.omega.lab.baseline.Scorer;
import io.exogenesis.omega.lab.baseline.Setting;
import io.exogenesis.omega.lab.baseline.Training;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.lab.measure.Judgement;
import io.exogenesis.omega.lab.measure.Metrics;
import io.exogenesis.omega.learning.item.ColdStart;
import io.exogenesis.omega.learning.item.TitleFacts;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Accuracy by the number of interactions, for viewers that are new: five folds over viewers, the item model of each made
 * without the fold. A held-out viewer has n interactions on its own agent, and its later liked titles are the targets.
 *
 * <p>Without interactions an agent shows a mix of what is popular ({@link ColdStart}), and that is what is measured there.
 *
 * <p>What stands beside the federation is chosen on the next fold, with lists made without both: the best non-personal list for
 * each order and n, the best local-only model for each order.
 */
public final class CurveRun {
    /** Interactions that are measured. */
    public static final List<Integer> POINTS = List.of(0, 1, 2, 3, 5, 10, 20, 50);

    private static final int FOLDS = 5;
    /** Where the local-only model is chosen: the point that the goals speak of. */
    private static final int CHOICE_POINT = 10;

    private static final String ALONE = "alone";
    private static final String START = "start";
    private static final String FEDERATED = "federated";

    private final Dataset data;
    private final ContentSpace content;
    private final long seed;
    private final Terminal terminal;
    private final Predicate<ViewerHistory> measured;
    private final Map<Order, Map<Integer, Map<String, List<Judgement>>>> judged = new LinkedHashMap<>();

    /**
     * Refuses data without enough viewers; before minutes have gone by.
     *
     * @throws EvaluationException if there are fewer viewers to ask than folds
     */
    public static void check(Dataset data) {
        long asked = data.viewers().stream().filter(CurveRun::asked).count();
        if (asked < FOLDS) {
            throw new EvaluationException("a curve needs " + FOLDS + " viewers with " + LastSplit.MIN_POSITIVES + " "
                    + LastSplit.liked(data) + "; " + data.name() + " has " + asked);
        }
    }

    /**
     * @param content of {@code data.items()}, in their order
     * @param measured whose figures are counted; the others still take part in folds and choices
     */
    public CurveRun(
            Dataset data, ContentSpace content, long seed, Terminal terminal, Predicate<ViewerHistory> measured) {
        this.data = data;
        this.content = content;
        this.seed = seed;
        this.terminal = terminal;
        this.measured = measured;
    }

    /** Measures all points. */
    public CurveReport run() {
        long begun = System.nanoTime();
        List<List<ViewerHistory>> folds = folds();
        long steps = (long) FOLDS * Order.values().length * (POINTS.size() + 1);
        try (Progress progress = terminal.progress("points measured", steps)) {
            for (int f = 0; f < FOLDS; f++) {
                measure(folds, f, progress);
            }
        }
        Map<String, List<CurveReport.Point>> orders = new LinkedHashMap<>();
        judged.forEach((order, points) -> {
            List<CurveReport.Point> out = new ArrayList<>();
            points.forEach((n, columns) -> {
                if (columns.values().stream().noneMatch(List::isEmpty)) {
                    out.add(point(n, columns)); // a point that nobody reaches is left out
                }
            });
            orders.put(order.label(), out);
        });
        return new CurveReport(
                data.name(),
                data.items().size(),
                data.viewers().size(),
                FOLDS,
                seed,
                orders,
                (System.nanoTime() - begun) / 1e9);
    }

    private List<List<ViewerHistory>> folds() {
        // Those that are asked first, so that no fold of a small data set is without one.
        List<ViewerHistory> shuffled = new ArrayList<>(data.viewers());
        Collections.shuffle(shuffled, Random.from(new SplittableRandom(seed)));
        shuffled.sort(Comparator.comparing(v -> !asked(v)));
        List<List<ViewerHistory>> folds = new ArrayList<>();
        for (int f = 0; f < FOLDS; f++) {
            int fold = f;
            folds.add(IntStream.range(0, shuffled.size())
                    .filter(v -> v % FOLDS == fold)
                    .mapToObj(shuffled::get)
                    .toList());
        }
        return folds;
    }

    private static boolean asked(ViewerHistory viewer) {
        return viewer.events().stream().filter(RatingEvent::liked).count() >= LastSplit.MIN_POSITIVES;
    }

    private Training without(List<List<ViewerHistory>> folds, int... left) {
        List<ViewerHistory> rest = new ArrayList<>();
        for (int f = 0; f < FOLDS; f++) {
            int fold = f;
            if (IntStream.of(left).noneMatch(l -> l == fold)) {
                rest.addAll(folds.get(f));
            }
        }
        return new Training(data.items(), content, rest, seed);
    }

    private void measure(List<List<ViewerHistory>> folds, int f, Progress progress) {
        int next = (f + 1) % FOLDS;
        Training known = without(folds, f);
        Training inner = without(folds, f, next);
        Scorer federated = Federation.federated(known, Federation.learn(known));
        SequencedMap<String, Scorer> lists = StartLists.of(known);
        SequencedMap<String, Scorer> innerLists = StartLists.of(inner);
        SequencedMap<String, Scorer> local = local(known);
        for (Order order : Order.values()) {
            String bestLocal = best(examiner(inner, order, CHOICE_POINT, folds.get(next)), local);
            progress.step();
            for (int n : POINTS) {
                Examiner test = examiner(
                        known, order, n, folds.get(f).stream().filter(measured).toList());
                String bestList = best(examiner(inner, order, n, folds.get(next)), innerLists);
                keep(order, n, ALONE, test, shown(n, f, named(local, bestLocal)));
                keep(order, n, START, test, named(lists, bestList));
                keep(order, n, FEDERATED, test, shown(n, f, federated));
                progress.step();
            }
        }
    }

    /** To a viewer of whom nothing is known an agent shows a mix; each fold sees one of its own. */
    private Scorer shown(int n, int fold, Scorer scorer) {
        if (n > 0) {
            return scorer;
        }
        TitleFacts facts = TitleFacts.of(data.items());
        return known -> ColdStart.rerank(scorer.scores(known), facts, seed * 31 + fold);
    }

    private static Scorer named(SequencedMap<String, Scorer> scorers, String name) {
        return Objects.requireNonNull(scorers.get(name), name);
    }

    private Examiner examiner(Training training, Order order, int n, List<ViewerHistory> viewers) {
        int[] counts = training.counts();
        List<Case> cases = viewers.stream()
                .filter(CurveRun::asked)
                .map(v -> order.after(n, v, counts))
                .filter(Case::tested)
                .toList();
        return new Examiner(cases, counts, seed);
    }

    private static SequencedMap<String, Scorer> local(Training training) {
        SequencedMap<String, Scorer> out = new LinkedHashMap<>();
        out.put(ALONE, Federation.alone(training));
        ContentBaseline content = new ContentBaseline();
        for (Setting setting : content.grid()) {
            out.put(content.name() + " " + setting, content.learn(training).with(setting));
        }
        return out;
    }

    private static String best(Examiner examiner, SequencedMap<String, Scorer> among) {
        if (examiner.cases().isEmpty()) {
            return among.firstEntry().getKey();
        }
        Map<String, Double> got = new LinkedHashMap<>();
        among.forEach((name, s) -> got.put(name, examiner.examine(name, "", s).mean(Judgement::ndcg10)));
        return got.entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    private void keep(Order order, int n, String column, Examiner test, Scorer scorer) {
        judged.computeIfAbsent(order, o -> new LinkedHashMap<>())
                .computeIfAbsent(n, k -> new LinkedHashMap<>())
                .computeIfAbsent(column, c -> new ArrayList<>())
                .addAll(test.examine(column, "", scorer).judgements());
    }

    private CurveReport.Point point(int n, Map<String, List<Judgement>> columns) {
        Map<String, Judged> all = new LinkedHashMap<>();
        columns.forEach((name, list) -> all.put(name, new Judged(name, "", list, List.of())));
        Judged start = all.getOrDefault(START, new Judged(START, "", List.of(), List.of()));
        Judged federated = all.getOrDefault(FEDERATED, start);
        Map<String, List<Double>> intervals = new LinkedHashMap<>();
        all.forEach((name, j) -> intervals.put(name, Metrics.interval(j.values(Judgement::ndcg10))));
        double base = start.mean(Judgement::ndcg10);
        return new CurveReport.Point(
                n,
                start.judgements().size(),
                metrics(all.getOrDefault(ALONE, start)),
                metrics(start),
                metrics(federated),
                t(federated, start, Judgement::ndcg10),
                t(federated, start, Judgement::recall20),
                gain(base, federated.mean(Judgement::ndcg10)),
                intervals);
    }

    /** A share of {@code base}; null where there is nothing to compare with. */
    static @Nullable Double gain(double base, double value) {
        return base == 0 ? null : (Double) (value / base - 1);
    }

    /** Null where all differ by the same: JSON has no infinity. */
    private static @Nullable Double t(Judged a, Judged b, ToDoubleFunction<Judgement> of) {
        double t = Paired.t(a.values(of), b.values(of));
        return Double.isFinite(t) ? t : null;
    }

    private Metrics metrics(Judged judged) {
        return Metrics.of(judged.judgements(), data.items().size());
    }
}
