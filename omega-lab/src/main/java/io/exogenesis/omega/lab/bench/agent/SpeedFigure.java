package io.exogenesis.omega.lab.bench.agent;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One figure of a benchmark, with what it is held against.
 *
 * @param target row of the table of targets
 * @param name what it is, unique among the figures of a run
 * @param unit of all values, peer, limit and goal included
 * @param runs one value a run, at least one, in the order of the runs
 * @param recall what was found of the exact answer, where an answer may miss something
 * @param peer somebody else's figure, from the same run on the same data
 * @param limit what this machine could do at best
 * @param goal the least that the target asks for
 */
public record SpeedFigure(
        String target,
        String name,
        String unit,
        List<Double> runs,
        OptionalDouble recall,
        Optional<Peer> peer,
        OptionalDouble limit,
        OptionalDouble goal) {

    /** @param recall empty where the peer's answer is exact */
    public record Peer(String name, double value, OptionalDouble recall) {}

    public SpeedFigure {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no run of " + name);
        }
        runs = List.copyOf(runs);
    }

    static SpeedFigure of(String target, String name, String unit, List<Double> runs) {
        return new SpeedFigure(
                target,
                name,
                unit,
                runs,
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    SpeedFigure withRecall(double found) {
        return new SpeedFigure(target, name, unit, runs, OptionalDouble.of(found), peer, limit, goal);
    }

    SpeedFigure beside(Peer other) {
        return new SpeedFigure(target, name, unit, runs, recall, Optional.of(other), limit, goal);
    }

    SpeedFigure ofLimit(double best) {
        return new SpeedFigure(target, name, unit, runs, recall, peer, OptionalDouble.of(best), goal);
    }

    SpeedFigure atLeast(double least) {
        return new SpeedFigure(target, name, unit, runs, recall, peer, limit, OptionalDouble.of(least));
    }

    /** The figure: the median of the runs. */
    public double value() {
        return median(runs);
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
