package io.exogenesis.omega.core.healing.control;

/**
 * Recursive least squares with exponential forgetting (Ljung, System Identification, 2nd ed., 11.2) for several outputs of the same
 * regressors φ, so that one covariance P serves them all: y = θᵀφ + noise.
 *
 * <p>Two guards against wind-up: a step whose regressors tell nothing new is left out ("conditional updating"), since a system at rest
 * would otherwise forget all but its rest and then believe its noise; and no variance ever exceeds the prior's.
 */
final class RecursiveLeastSquares {
    /** Remembers 1/(1−λ) = 500 informative steps: some minutes under load. */
    private static final double FORGETTING = .998;
    /**
     * Least φᵀPφ of a step that is learnt from. Regressors that stay the same come to 1−λ = .002, seven that vary to seven times of it.
     */
    private static final double LEAST_INFORMATION = .004;
    /** Errors count up to this many standard deviations of the noise: a queue that tips over is no linear system's step (Huber's norm). */
    private static final double LARGEST_ERROR = 3;

    private final double[][] theta;
    private final double[][] p;
    private final double[] priorVariance;
    private final double largestError;

    /**
     * @param prior parameters, a row an output
     * @param priorDeviation standard deviation of each column of the prior
     * @param noise standard deviation of what no parameters explain
     */
    RecursiveLeastSquares(double[][] prior, double[] priorDeviation, double noise) {
        int n = priorDeviation.length;
        theta = new double[prior.length][];
        for (int i = 0; i < prior.length; i++) {
            theta[i] = prior[i].clone();
        }
        p = new double[n][n];
        priorVariance = new double[n];
        largestError = LARGEST_ERROR * noise;
        for (int i = 0; i < n; i++) {
            double ratio = priorDeviation[i] / noise;
            priorVariance[i] = ratio * ratio;
            p[i][i] = priorVariance[i];
        }
    }

    /**
     * Takes in one step.
     *
     * @return whether it told anything new
     */
    boolean learn(double[] phi, double[] y) {
        double[] gain = new double[phi.length];
        for (int i = 0; i < phi.length; i++) {
            gain[i] = dot(p[i], phi);
        }
        double information = dot(phi, gain);
        if (!(information > LEAST_INFORMATION)) {
            return false;
        }
        double scale = FORGETTING + information;
        for (int output = 0; output < theta.length; output++) {
            double error = Math.clamp(y[output] - dot(theta[output], phi), -largestError, largestError);
            for (int i = 0; i < phi.length; i++) {
                theta[output][i] += gain[i] / scale * error;
            }
        }
        for (int i = 0; i < phi.length; i++) {
            for (int j = 0; j < phi.length; j++) {
                p[i][j] = (p[i][j] - gain[i] * gain[j] / scale) / FORGETTING;
            }
        }
        bound();
        return true;
    }

    /** Scales rows and columns back whose variance has outgrown the prior's; P stays symmetric and positive. */
    private void bound() {
        for (int i = 0; i < p.length; i++) {
            if (p[i][i] > priorVariance[i]) {
                double scale = Math.sqrt(priorVariance[i] / p[i][i]);
                for (int j = 0; j < p.length; j++) {
                    p[i][j] *= scale;
                    p[j][i] *= scale;
                }
            }
        }
    }

    /** What is believed of a parameter now. */
    double parameter(int output, int regressor) {
        return theta[output][regressor];
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
