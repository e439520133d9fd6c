package io.exogenesis.omega.core.healing.control;

/**
 * Learns a {@link LinearModel} tick by tick: recursive least squares with exponential forgetting (Ljung, System Identification, 2nd ed.,
 * 11.2), the same regressors (x, v, 1) for each output, so one covariance serves all three.
 *
 * <p>Guards: a tick whose regressors tell nothing new is left out ("conditional updating": a calm Core would otherwise forget all
 * but the present state and then believe its noise, Ljung 11.2 on wind-up); the covariance never exceeds the prior's; the estimate is
 * projected by {@link LinearModel#projected} when it is asked for.
 */
final class RecursiveLeastSquares {
    private static final int REGRESSORS = Output.COUNT + Input.COUNT + 1;
    /** Remembers 1/(1−λ) = 500 informative ticks: a model of some minutes under load. */
    private static final double FORGETTING = .998;
    /**
     * Variances of the prior, in the order (x, v, 1). An effect of an input is believed most (± .1): in a closed loop the inputs follow the
     * outputs, and cause is hard to tell from consequence (Ljung, 13.4). The offset is any.
     */
    private static final double[] PRIOR_VARIANCE = {.05, .05, .05, .01, .01, .01, 1};
    /** Least gain φᵀPφ of a tick that is learnt from: below it, it would move no element by a hundredth of its error. */
    private static final double LEAST_INFORMATION = .01;

    private final double[][] theta = new double[Output.COUNT][REGRESSORS];
    private final double[][] p = new double[REGRESSORS][REGRESSORS];

    RecursiveLeastSquares(LinearModel prior) {
        for (int i = 0; i < Output.COUNT; i++) {
            System.arraycopy(prior.a()[i], 0, theta[i], 0, Output.COUNT);
            System.arraycopy(prior.b()[i], 0, theta[i], Output.COUNT, Input.COUNT);
            theta[i][REGRESSORS - 1] = prior.c()[i];
        }
        for (int i = 0; i < REGRESSORS; i++) {
            p[i][i] = PRIOR_VARIANCE[i];
        }
    }

    /**
     * Takes in one step.
     *
     * @param x state before
     * @param v lagged inputs that acted on it
     * @param after state after
     * @return whether it told anything new
     */
    boolean learn(double[] x, double[] v, double[] after) {
        double[] phi = regressors(x, v);
        double[] gain = times(p, phi);
        double information = dot(phi, gain);
        if (!(information > LEAST_INFORMATION)) {
            return false;
        }
        double scale = FORGETTING + information;
        for (int i = 0; i < Output.COUNT; i++) {
            double error = after[i] - dot(theta[i], phi);
            for (int j = 0; j < REGRESSORS; j++) {
                theta[i][j] += gain[j] / scale * error;
            }
        }
        for (int i = 0; i < REGRESSORS; i++) {
            for (int j = 0; j < REGRESSORS; j++) {
                p[i][j] = (p[i][j] - gain[i] * gain[j] / scale) / FORGETTING;
            }
        }
        bound();
        return true;
    }

    /** Scales rows and columns back whose variance has outgrown the prior's; P stays symmetric and positive. */
    private void bound() {
        for (int i = 0; i < REGRESSORS; i++) {
            if (p[i][i] > PRIOR_VARIANCE[i]) {
                double scale = Math.sqrt(PRIOR_VARIANCE[i] / p[i][i]);
                for (int j = 0; j < REGRESSORS; j++) {
                    p[i][j] *= scale;
                    p[j][i] *= scale;
                }
            }
        }
    }

    LinearModel model() {
        double[][] a = new double[Output.COUNT][Output.COUNT];
        double[][] b = new double[Output.COUNT][Input.COUNT];
        double[] c = new double[Output.COUNT];
        for (int i = 0; i < Output.COUNT; i++) {
            System.arraycopy(theta[i], 0, a[i], 0, Output.COUNT);
            System.arraycopy(theta[i], Output.COUNT, b[i], 0, Input.COUNT);
            c[i] = theta[i][REGRESSORS - 1];
        }
        return new LinearModel(a, b, c).projected();
    }

    private static double[] regressors(double[] x, double[] v) {
        double[] phi = new double[REGRESSORS];
        System.arraycopy(x, 0, phi, 0, Output.COUNT);
        System.arraycopy(v, 0, phi, Output.COUNT, Input.COUNT);
        phi[REGRESSORS - 1] = 1;
        return phi;
    }

    private static double[] times(double[][] m, double[] x) {
        double[] y = new double[m.length];
        for (int i = 0; i < m.length; i++) {
            y[i] = dot(m[i], x);
        }
        return y;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
