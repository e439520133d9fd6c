package io.exogenesis.omega.lab.bench;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One figure. The contract's fields are {@code target} to {@code limit}; {@code low}, {@code high} and {@code goal} are added.
 *
 * @param target row of the table of targets, or {@code learning}
 * @param name what it is, unique in its benchmark
 * @param value the figure: the median of the runs
 * @param median the same; a peer's or a percentile's row may put another summary into {@code value}
 * @param runs how many there were
 * @param peer somebody else's figure from the same run
 * @param limit what this machine could do at best, in the same unit, measured in the same run
 * @param low smallest of the runs
 * @param high largest of the runs
 * @param goal what the target asks for
 */
public record Row(
        String target,
        String name,
        double value,
        String unit,
        double median,
        int runs,
        @Nullable Peer peer,
        @Nullable Double limit,
        double low,
        double high,
        @Nullable Goal goal) {

    /** @param ratio our value through the peer's */
    public record Peer(String name, double value, double ratio) {}

    /**
     * @param is {@code at most} or {@code at least}
     * @param met whether the row's value keeps it
     * @param promise whether breaking it is a fault, and not a figure to be improved
     */
    public record Goal(String is, double value, boolean met, boolean promise) {}

    /** A figure measured in these runs, at least one. */
    public static Row of(String target, String name, String unit, double... runs) {
        if (runs.length == 0) {
            throw new BenchException("no run of " + name);
        }
        double[] sorted = runs.clone();
        Arrays.sort(sorted);
        double median = median(sorted);
        return new Row(
                target,
                name,
                median,
                unit,
                median,
                runs.length,
                null,
                null,
                sorted[0],
                sorted[sorted.length - 1],
                null);
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /** Beside somebody else's figure, in the same unit. */
    public Row beside(String who, double theirs) {
        Peer other = new Peer(who, theirs, value / theirs);
        return new Row(target, name, value, unit, median, runs, other, limit, low, high, goal);
    }

    /** Beside the machine's limit. */
    public Row ofLimit(double best) {
        return new Row(target, name, value, unit, median, runs, peer, best, low, high, goal);
    }

    /** Small is good. */
    public Row atMost(double most) {
        return judged(new Goal("at most", most, value <= most, false));
    }

    /** Nothing of it may ever be seen, in any of the runs. */
    public Row never() {
        return judged(new Goal("at most", 0, high <= 0, true));
    }

    /** Whether something was seen that must never be. */
    public boolean broken() {
        return goal != null && goal.promise() && !goal.met();
    }

    /** Large is good. */
    public Row atLeast(double least) {
        return judged(new Goal("at least", least, value >= least, false));
    }

    private Row judged(Goal against) {
        return new Row(target, name, value, unit, median, runs, peer, limit, low, high, against);
    }
}
