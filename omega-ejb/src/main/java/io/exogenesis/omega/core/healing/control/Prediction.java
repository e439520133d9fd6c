package io.exogenesis.omega.core.healing.control;

/**
 * How the state goes on from now, as a linear function of the moves to come: x(k) = free(k) + Σ_j effect(k, j) u(j). The moves are
 * blocked: u(j) holds for {@link #LENGTHS}[j] ticks (Rawlings, Mayne and Diehl, Model Predictive Control, 2nd ed., 1.3 and 8.9).
 */
final class Prediction {
    /** Ticks that each move holds; together the horizon. Close moves are fine, since they are made; far ones only promise. */
    static final int[] LENGTHS = {1, 4, 15};

    private final double[][] free = new double[Tuning.HORIZON + 1][];
    /** By tick and move; an Output × Input matrix each. */
    private final double[][][][] effects = new double[Tuning.HORIZON + 1][LENGTHS.length][][];

    /**
     * @param model of the next tick
     * @param lag of the inputs, ticks
     * @param x state now
     * @param v lagged inputs now
     * @param disturbance that is added at each tick
     */
    Prediction(LinearModel model, double[] lag, double[] x, double[] v, double[] disturbance) {
        freeResponse(model, lag, x, v, disturbance);
        for (int move = 0, from = 0; move < LENGTHS.length; from += LENGTHS[move], move++) {
            for (int k = 0; k <= Tuning.HORIZON; k++) {
                effects[k][move] = new double[Output.COUNT][Input.COUNT];
            }
            for (int input = 0; input < Input.COUNT; input++) {
                pulse(model, lag[input], input, move, from);
            }
        }
    }

    private void freeResponse(LinearModel model, double[] lag, double[] x, double[] v, double[] disturbance) {
        double[] lagged = v.clone();
        free[0] = x.clone();
        for (int k = 1; k <= Tuning.HORIZON; k++) {
            for (int i = 0; i < Input.COUNT; i++) {
                lagged[i] = lagged(lagged[i], 0, lag[i]);
            }
            free[k] = model.next(free[k - 1], lagged);
            for (int i = 0; i < Output.COUNT; i++) {
                free[k][i] += disturbance[i];
            }
        }
    }

    /** Response to one input that is 1 while the move holds, from rest. */
    private void pulse(LinearModel model, double lag, int input, int move, int from) {
        LinearModel withoutOffset = new LinearModel(model.a(), model.b(), new double[Output.COUNT]);
        double[] state = new double[Output.COUNT];
        double[] v = new double[Input.COUNT];
        for (int k = 1; k <= Tuning.HORIZON; k++) {
            boolean holds = k - 1 >= from && k - 1 < from + LENGTHS[move];
            v[input] = lagged(v[input], holds ? 1 : 0, lag);
            state = withoutOffset.next(state, v);
            for (int i = 0; i < Output.COUNT; i++) {
                effects[k][move][i][input] = state[i];
            }
        }
    }

    /** One tick of a first-order lag. */
    static double lagged(double v, double u, double lag) {
        return v + (u - v) / lag;
    }

    /** State at a tick, 0 to {@link Tuning#HORIZON}, if every input went to its default now. */
    double[] free(int tick) {
        return free[tick];
    }

    /** What a move adds to an output at a tick, for each unit of an input. */
    double effect(int tick, int move, int output, int input) {
        return effects[tick][move][output][input];
    }

    /** State at a tick under these moves: a row a move, a column an input. */
    double[] at(int tick, double[][] moves) {
        double[] x = free[tick].clone();
        for (int output = 0; output < Output.COUNT; output++) {
            for (int move = 0; move < LENGTHS.length; move++) {
                for (int input = 0; input < Input.COUNT; input++) {
                    x[output] += effects[tick][move][output][input] * moves[move][input];
                }
            }
        }
        return x;
    }
}
