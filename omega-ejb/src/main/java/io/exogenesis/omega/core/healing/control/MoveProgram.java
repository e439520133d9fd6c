package io.exogenesis.omega.core.healing.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.matrix.store.RawStore;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.convex.ConvexSolver;

/**
 * The quadratic program of one tick (Rawlings, Mayne and Diehl, 2nd ed., 1.3): minimise, over the moves u(j) and the slacks ε,
 *
 * <pre>
 * Σ w ε(k,i)² + Σ_j n(j) r u(j)² + Σ_j s (u(j) − u(j−1))²
 * x(k,i) ≤ aim(i) + ε(k,i),  ε ≥ 0        may be exceeded, at a cost
 * lowest ≤ u(j) ≤ highest
 * −fall ≤ u(j) − u(j−1) ≤ rise            times the ticks that u(j−1) holds
 * </pre>
 *
 * <p>Targets are asked for at the ticks {@link #POINTS} ("coincidence points", Maciejowski, Predictive Control with Constraints, 2.2).
 * 24 variables, 66 constraints, whatever the Core's size. Staying where the inputs are is always feasible.
 */
final class MoveProgram {
    /** Dense where a prediction is good, sparse where it is not. */
    static final int[] POINTS = {1, 3, 7, 12, 20};

    private static final int MOVES = Prediction.LENGTHS.length;
    private static final int SLACKS = MOVES * Input.COUNT;
    private static final int VARIABLES = SLACKS + POINTS.length * Output.COUNT;

    private final Tuning tuning;
    private final Prediction prediction;
    private final double[] last;
    private final R064Store quadratic = R064Store.FACTORY.make(VARIABLES, VARIABLES);
    private final R064Store linear = R064Store.FACTORY.make(VARIABLES, 1);
    private final List<double[]> rows = new ArrayList<>();
    private final List<Double> bounds = new ArrayList<>();

    /** @param last inputs in force, within their bounds */
    MoveProgram(Tuning tuning, Prediction prediction, double[] last) {
        this.tuning = tuning;
        this.prediction = prediction;
        this.last = last;
        for (int input = 0; input < Input.COUNT; input++) {
            inputCost(input);
            inputBounds(input);
        }
        for (int point = 0; point < POINTS.length; point++) {
            for (int output = 0; output < Output.COUNT; output++) {
                target(point, output);
            }
        }
    }

    /**
     * Whether staying at the defaults costs nothing, so that nothing else can be better: the case of every tick of a calm Core, which needs
     * no solver.
     */
    static boolean isAtRest(Tuning tuning, Prediction prediction, double[] last) {
        for (double input : last) {
            if (input != 0) {
                return false;
            }
        }
        for (int point : POINTS) {
            for (int output = 0; output < Output.COUNT; output++) {
                if (prediction.free(point)[output] > tuning.aim()[output]) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int variable(int move, int input) {
        return move * Input.COUNT + input;
    }

    private static int slack(int point, int output) {
        return SLACKS + point * Output.COUNT + output;
    }

    /** ojAlgo minimises ½ xᵀQx − cᵀx. */
    private void inputCost(int input) {
        for (int move = 0; move < MOVES; move++) {
            int now = variable(move, input);
            quadratic.add(now, now, 2 * Prediction.LENGTHS[move] * tuning.distance()[input]);
            quadratic.add(now, now, 2 * tuning.move()[input]);
            if (move == 0) {
                linear.add(now, 0, 2 * tuning.move()[input] * last[input]);
            } else {
                int before = variable(move - 1, input);
                quadratic.add(before, before, 2 * tuning.move()[input]);
                quadratic.add(now, before, -2 * tuning.move()[input]);
                quadratic.add(before, now, -2 * tuning.move()[input]);
            }
        }
    }

    private void inputBounds(int input) {
        double rise = tuning.rise()[input];
        double fall = tuning.fall()[input];
        for (int move = 0; move < MOVES; move++) {
            int now = variable(move, input);
            atMost(tuning.highest()[input], now, 1);
            atMost(-tuning.lowest()[input], now, -1);
            if (move == 0) {
                atMost(rise + last[input], now, 1);
                atMost(fall - last[input], now, -1);
            } else {
                int before = variable(move - 1, input);
                int ticks = Prediction.LENGTHS[move - 1];
                atMost(ticks * rise, now, 1, before, -1);
                atMost(ticks * fall, now, -1, before, 1);
            }
        }
    }

    private void target(int point, int output) {
        int tick = POINTS[point];
        int slack = slack(point, output);
        int ticks = tick - (point == 0 ? 0 : POINTS[point - 1]);
        quadratic.add(slack, slack, 2 * ticks * tuning.excess()[output]);
        atMost(0, slack, -1);
        double[] row = new double[VARIABLES];
        for (int move = 0; move < MOVES; move++) {
            for (int input = 0; input < Input.COUNT; input++) {
                row[variable(move, input)] = prediction.effect(tick, move, output, input);
            }
        }
        row[slack] = -1;
        rows.add(row);
        bounds.add(tuning.aim()[output] - prediction.free(tick)[output]);
    }

    private void atMost(double bound, int variable, double factor) {
        atMost(bound, variable, factor, variable, factor);
    }

    private void atMost(double bound, int one, double factor, int other, double otherFactor) {
        double[] row = new double[VARIABLES];
        row[one] = factor;
        row[other] = otherFactor;
        rows.add(row);
        bounds.add(bound);
    }

    /** The best moves, a row each with an input a column; empty if the solver found none. */
    Optional<double[][]> solve() {
        Optimisation.Result result = ConvexSolver.newBuilder()
                .objective(quadratic, linear)
                .inequalities(RawStore.wrap(rows.toArray(double[][]::new)), R064Store.FACTORY.column(bounds))
                .build()
                .solve();
        if (!result.getState().isFeasible()) {
            return Optional.empty();
        }
        double[][] moves = new double[MOVES][Input.COUNT];
        for (int move = 0; move < MOVES; move++) {
            for (int input = 0; input < Input.COUNT; input++) {
                moves[move][input] = result.doubleValue(variable(move, input));
                if (!Double.isFinite(moves[move][input])) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(moves);
    }
}
