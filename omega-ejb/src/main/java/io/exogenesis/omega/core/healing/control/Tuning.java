package io.exogenesis.omega.core.healing.control;

import java.time.Duration;

/**
 * Limits and weights of the controller. Arrays are in the order of {@link Input} or {@link Output}; inputs are ln(value/default).
 *
 * @param lowest least value of each input, at most 0
 * @param highest greatest value of each input, at least 0
 * @param rise greatest move up of each input in a tick, above 0
 * @param fall greatest move down of each input in a tick, above 0
 * @param lag ticks after which an input has 63 % of its effect: time constant of a first-order lag, at least 1
 * @param aim what each output is to stay below, at most 0: nearer to the target than this, noise would exceed it
 * @param excess cost of an output above its aim, by square and tick
 * @param distance cost of an input away from its default, by square and tick
 * @param move cost of a move, by square
 */
public record Tuning(
        double[] lowest,
        double[] highest,
        double[] rise,
        double[] fall,
        double[] lag,
        double[] aim,
        double[] excess,
        double[] distance,
        double[] move) {
    /** Ticks that are predicted: a load storm is over or has hurt within 20 s, and the model is trusted for no longer. */
    public static final int HORIZON = 20;

    /**
     * What holds for a Core with these defaults, at one tick a second.
     *
     * <p>Bounds: rounds between a quarter and four times of their interval, since patterns that wait for longer than four intervals make
     * the bank stale; syncs between half and five times, where agents still come within the five minutes after which they count as
     * inactive; at least a tenth of the frames is admitted, so that every viewer gets through in the end. Steps: a fifth of admission a
     * tick closes the door to a storm in about ten seconds; it opens four times as slowly, since a queue that was drained says nothing of how
     * much more it bears. The slow inputs need no fast moves. Lags: an interval acts from the next
     * round on, a recommended delay when viewers come again, admission at once.
     *
     * <p>Weights: an answer that is late costs most; a longer interval and a longer delay cost viewers little, a frame that is turned
     * away costs ten times as much. The cost of moves keeps one noisy tick from being answered. The
     * latency is kept a third below its target ("back-off", Rawlings, Mayne and Diehl, 3.5): waiting grows so steeply near full load that a
     * mean at the target is above it half of the time.
     */
    public static Tuning of(Duration interval, Duration nextSync) {
        return new Tuning(
                new double[] {-Math.log(4), -Math.log(2), -Math.log(10)},
                new double[] {Math.log(4), Math.log(5), 0},
                new double[] {.1, .1, .05},
                new double[] {.1, .1, .2},
                new double[] {Math.max(1, interval.toSeconds()), Math.max(1, nextSync.toSeconds()), 1},
                new double[] {Math.log(.7), 0, 0},
                new double[] {1, .3, .1},
                new double[] {.02, .02, .2},
                new double[] {1, 1, 2});
    }
}
