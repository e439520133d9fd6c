package io.exogenesis.omega.core.healing.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * A Core as a fluid queue with noise, one tick a second: nothing of it is linear, and the controller knows none of its numbers. Viewers
 * take up a new sync delay when they come; who is turned away comes back; a round takes a share of the processor.
 */
final class QueueingPlant {
    static final double SYNC = 60;
    static final double INTERVAL = 30;
    static final double TARGET_MILLIS = 100;
    static final double TARGET_QUEUE = 64;
    /** Frames a second that are answered while no round runs. */
    private static final double CAPACITY = 1_000;
    /** Processor share of a round, and its seconds. */
    private static final double ROUND_SHARE = .2;

    private static final double ROUND_SECONDS = 5;
    private static final double SERVICE_MILLIS = 3;
    /** The sensor's window. */
    private static final int WINDOW = 3;

    private final Random random;
    private final Deque<Double> latencies = new ArrayDeque<>();
    private double delayHeard = SYNC;
    private double queue;
    private double turnedAway;
    private double age;
    private double untilRound = INTERVAL;
    private double roundLeft;

    /** What a tick came to. */
    record Tick(double p95, double queue, double age, double offered, double shed) {
        double[] state() {
            return new double[] {
                Math.log(Math.max(1, p95) / TARGET_MILLIS),
                Math.log((1 + queue) / (1 + TARGET_QUEUE)),
                Math.log(Math.max(1, age) / (2 * INTERVAL))
            };
        }
    }

    QueueingPlant(long seed) {
        this.random = new Random(seed);
    }

    /**
     * @param load of viewers: 1 is the frames of which the Core can answer one and a half times as many
     * @param inputs ln(value/default)
     */
    Tick tick(double load, double[] inputs) {
        double delay = SYNC * Math.exp(inputs[Input.NEXT_SYNC.ordinal()]);
        double share = Math.exp(inputs[Input.ADMISSION.ordinal()]);
        delayHeard += (delay - delayHeard) / delayHeard;
        double mean = load * CAPACITY / 1.5 * SYNC / delayHeard;
        double back = turnedAway / 10;
        double offered = Math.max(0, mean + Math.sqrt(mean) * random.nextGaussian()) + back;
        double admitted = offered * share;
        turnedAway += offered - admitted - back;
        double capacity = CAPACITY * (round(inputs) ? 1 - ROUND_SHARE : 1);
        double busy = Math.min(.98, admitted / capacity);
        queue = Math.max(0, queue + admitted - capacity);
        double waiting = queue + busy / (1 - busy);
        latencies.addLast(3 * SERVICE_MILLIS / (1 - busy) + queue / capacity * 1_000);
        if (latencies.size() > WINDOW) {
            latencies.removeFirst();
        }
        return new Tick(
                latencies.stream().mapToDouble(l -> l).max().orElseThrow(), waiting, age, offered, offered - admitted);
    }

    private boolean round(double[] inputs) {
        age++;
        untilRound--;
        if (roundLeft > 0) {
            roundLeft--;
            if (roundLeft == 0) {
                age = ROUND_SECONDS;
                untilRound = INTERVAL * Math.exp(inputs[Input.AGGREGATION_INTERVAL.ordinal()]);
            }
        } else if (untilRound <= 0) {
            roundLeft = ROUND_SECONDS;
        }
        return roundLeft > 0;
    }
}
