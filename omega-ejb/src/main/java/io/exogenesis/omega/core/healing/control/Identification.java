package io.exogenesis.omega.core.healing.control;

/**
 * Learns a {@link LinearModel} tick by tick. Its structure is physics: latency and queue depend on each other and on all inputs; the age of
 * the backlog, which a clock drives, on itself and on the interval. The estimate is projected by {@link LinearModel#projected} when it is
 * asked for.
 */
final class Identification {
    private static final int LATENCY = Output.LATENCY.ordinal();
    private static final int QUEUE = Output.QUEUE.ordinal();
    private static final int BACKLOG = Output.BACKLOG.ordinal();
    private static final int INTERVAL = Input.AGGREGATION_INTERVAL.ordinal();

    /** What no model explains of one tick: ± 20 % of the value. */
    private static final double NOISE = .2;
    /** How sure the prior is of an element of A. */
    private static final double STATE = .2;
    /**
     * How sure it is of an effect: more than of A, since in a closed loop inputs follow outputs, and cause is hard to tell from
     * consequence (Ljung, 13.4).
     */
    private static final double EFFECT = .1;
    /** The offset is any. */
    private static final double OFFSET = 1;

    private final LinearModel prior;
    private final RecursiveLeastSquares load;
    private final RecursiveLeastSquares age;

    Identification(LinearModel prior) {
        this.prior = prior;
        this.load = new RecursiveLeastSquares(
                new double[][] {row(prior, LATENCY), row(prior, QUEUE)},
                new double[] {STATE, STATE, EFFECT, EFFECT, EFFECT, OFFSET},
                NOISE);
        this.age = new RecursiveLeastSquares(
                new double[][] {{prior.a()[BACKLOG][BACKLOG], prior.b()[BACKLOG][INTERVAL], prior.c()[BACKLOG]}},
                new double[] {STATE, EFFECT, OFFSET},
                NOISE);
    }

    private static double[] row(LinearModel prior, int output) {
        double[] a = prior.a()[output];
        double[] b = prior.b()[output];
        return new double[] {a[LATENCY], a[QUEUE], b[0], b[1], b[2], prior.c()[output]};
    }

    /**
     * Takes in one step.
     *
     * @param x state before
     * @param v lagged inputs that acted on it
     * @param after state after
     */
    void learn(double[] x, double[] v, double[] after) {
        load.learn(
                new double[] {x[LATENCY], x[QUEUE], v[0], v[1], v[2], 1}, new double[] {after[LATENCY], after[QUEUE]});
        age.learn(new double[] {x[BACKLOG], v[INTERVAL], 1}, new double[] {after[BACKLOG]});
    }

    /** What is believed now. */
    LinearModel model() {
        double[][] a = new double[Output.COUNT][Output.COUNT];
        double[][] b = new double[Output.COUNT][Input.COUNT];
        double[] c = new double[Output.COUNT];
        for (int output : new int[] {LATENCY, QUEUE}) {
            a[output][LATENCY] = load.parameter(output, 0);
            a[output][QUEUE] = load.parameter(output, 1);
            for (int input = 0; input < Input.COUNT; input++) {
                b[output][input] = load.parameter(output, 2 + input);
            }
            c[output] = load.parameter(output, 2 + Input.COUNT);
        }
        a[BACKLOG][BACKLOG] = age.parameter(0, 0);
        b[BACKLOG][INTERVAL] = age.parameter(0, 1);
        c[BACKLOG] = age.parameter(0, 2);
        return new LinearModel(a, b, c).projected(prior);
    }
}
