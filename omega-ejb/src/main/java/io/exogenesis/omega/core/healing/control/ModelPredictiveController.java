package io.exogenesis.omega.core.healing.control;

import java.util.Arrays;
import java.util.Optional;

/**
 * Model-predictive control with an identified model (Rawlings, Mayne and Diehl, Model Predictive Control, 2nd ed., 2017, chapter 1):
 * at each tick the model is corrected by what came, the state is predicted over {@link Tuning#HORIZON} ticks, the cheapest moves within
 * the constraints are found, and the first of them is made. What the model does not explain is taken for a constant disturbance and
 * added to each prediction, so that no offset stays (1.5.2 there).
 *
 * <p>While all outputs are below their aims the cheapest inputs are the defaults, so there the inputs return. A reading that is not
 * finite, or a program without a solution, changes nothing. Not safe for concurrent use.
 */
public final class ModelPredictiveController {
    /** ln(value/target) beyond which more says nothing: a fifty-fifth, and fifty-five times. */
    private static final double FARTHEST = 4;
    /** Of the unexplained part: the share of it that is taken for lasting. A third believes in a step after three ticks. */
    private static final double OBSERVER_GAIN = .3;
    /**
     * Latency and queue below a quarter of their targets are no overload, whatever the model believes: it learned what it knows of admission
     * in the storm, and while few are let in nothing teaches it better.
     */
    private static final double CALM = -Math.log(4);
    /** An input nearer to its default than this is at it: two per cent. */
    private static final double REST = .02;

    private final Tuning tuning;
    private final Identification identified;
    private final PredictionError oneTick = new PredictionError(1);
    private final PredictionError horizon = new PredictionError(Tuning.HORIZON);
    private final double[] disturbance = new double[Output.COUNT];
    private double[] inputs = new double[Input.COUNT];
    private double[] lagged = new double[Input.COUNT];
    private double[] before = {};
    private boolean anyReading;

    public ModelPredictiveController(Tuning tuning, LinearModel prior) {
        this.tuning = tuning;
        this.identified = new Identification(prior);
    }

    /**
     * One tick.
     *
     * @param measured ln(value/target) of each {@link Output}
     */
    public Plan tick(double[] measured) {
        if (!Arrays.stream(measured).allMatch(Double::isFinite)) {
            forgetTick();
            return new Plan(inputs.clone(), new double[0][], Plan.Kind.NO_READING);
        }
        double[] x = Arrays.stream(measured)
                .map(m -> Math.clamp(m, -FARTHEST, FARTHEST))
                .toArray();
        learn(x);
        Prediction prediction = new Prediction(identified.model(), tuning.lag(), x, lagged, disturbance);
        Optional<double[][]> moves = MoveProgram.isAtRest(tuning, prediction, inputs)
                ? Optional.of(new double[Prediction.LENGTHS.length][Input.COUNT])
                : new MoveProgram(tuning, prediction, inputs).solve();
        if (moves.isEmpty()) {
            forgetTick();
            return new Plan(inputs.clone(), new double[0][], Plan.Kind.NO_SOLUTION);
        }
        move(moves.get()[0], isCalm(x));
        before = x;
        double[][] trajectory = new double[Tuning.HORIZON + 1][];
        Arrays.setAll(trajectory, k -> prediction.at(k, moves.get()));
        int latency = Output.LATENCY.ordinal();
        oneTick.expect(trajectory[1][latency]);
        horizon.expect(trajectory[Tuning.HORIZON][latency]);
        return new Plan(inputs.clone(), trajectory, Plan.Kind.SOLVED);
    }

    /** The model is corrected by the step from the last reading to this one. */
    private void learn(double[] x) {
        oneTick.came(x[Output.LATENCY.ordinal()]);
        horizon.came(x[Output.LATENCY.ordinal()]);
        if (before.length > 0) {
            double[] explained = identified.model().next(before, lagged);
            identified.learn(before, lagged, x);
            rebase(explained);
            observe(before, x, OBSERVER_GAIN);
        } else if (!anyReading) {
            // What is seen first is taken for a rest.
            observe(x, x, 1);
            anyReading = true;
        }
    }

    /** What the model has come to explain is no disturbance any more: else a prediction would count it twice until it is observed away. */
    private void rebase(double[] explainedBefore) {
        double[] explained = identified.model().next(before, lagged);
        for (int i = 0; i < Output.COUNT; i++) {
            disturbance[i] += explainedBefore[i] - explained[i];
        }
    }

    private void observe(double[] from, double[] to, double gain) {
        double[] explained = identified.model().next(from, lagged);
        for (int i = 0; i < Output.COUNT; i++) {
            disturbance[i] += gain * (to[i] - explained[i] - disturbance[i]);
        }
    }

    private static boolean isCalm(double[] x) {
        return x[Output.LATENCY.ordinal()] < CALM && x[Output.QUEUE.ordinal()] < CALM;
    }

    /** @param calm the door is opened as fast as it is closed */
    private void move(double[] planned, boolean calm) {
        double[] wanted = planned.clone();
        if (calm) {
            int door = Input.ADMISSION.ordinal();
            wanted[door] = Math.min(0, inputs[door] + tuning.fall()[door]);
        }
        for (int i = 0; i < Input.COUNT; i++) {
            // Within the tolerance of the solver, too.
            double rise = calm ? Math.max(tuning.rise()[i], tuning.fall()[i]) : tuning.rise()[i];
            double near = Math.clamp(wanted[i], inputs[i] - tuning.fall()[i], inputs[i] + rise);
            double allowed = Math.clamp(near, tuning.lowest()[i], tuning.highest()[i]);
            inputs[i] = Math.abs(allowed) < REST ? 0 : allowed;
            lagged[i] = Prediction.lagged(lagged[i], inputs[i], tuning.lag()[i]);
        }
    }

    /** A tick without a reading teaches nothing; the lagged inputs go on. */
    private void forgetTick() {
        before = new double[0];
        oneTick.came(Double.NaN);
        horizon.came(Double.NaN);
        oneTick.expect(Double.NaN);
        horizon.expect(Double.NaN);
        for (int i = 0; i < Input.COUNT; i++) {
            lagged[i] = Prediction.lagged(lagged[i], inputs[i], tuning.lag()[i]);
        }
    }

    /** The model as it is known now. */
    public LinearModel model() {
        return identified.model();
    }

    /** Mean |predicted − come| of ln(latency/target), one tick ahead; NaN before the second tick. */
    public double oneTickError() {
        return oneTick.mean();
    }

    /** The same for {@link Tuning#HORIZON} ticks ahead. */
    public double horizonError() {
        return horizon.mean();
    }
}
