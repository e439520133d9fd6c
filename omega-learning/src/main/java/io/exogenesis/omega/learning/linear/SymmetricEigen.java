package io.exogenesis.omega.learning.linear;

import io.exogenesis.omega.learning.LearningException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues of a symmetric positive semi-definite matrix, largest first.
 *
 * @param values n, descending, never negative
 * @param vectors {@code vectors[k]} belongs to {@code values[k]}; unit length, its largest entry is positive
 */
public record SymmetricEigen(double[] values, double[][] vectors) {

    /** Share of the mean eigenvalue that a first retry puts on the diagonal; each further one a hundred times as much. */
    private static final double RIDGE = 1e-14;
    /** The last puts 1e-6 there: still below what floats in the rows can tell. */
    private static final int RETRIES = 5;

    /**
     * @param gram n × n, symmetric
     * @throws LearningException if a value is not finite
     */
    public static SymmetricEigen of(double[][] gram) {
        int n = gram.length;
        EigenDecomposition_F64<DMatrixRMaj> eigen = decomposed(gram);
        Integer[] order = new Integer[n];
        double[] raw = new double[n];
        for (int k = 0; k < n; k++) {
            order[k] = k;
            raw[k] = eigen.getEigenvalue(k).getReal();
        }
        java.util.Arrays.sort(order, (a, b) -> Double.compare(raw[b], raw[a]));
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        for (int k = 0; k < n; k++) {
            values[k] = Math.max(raw[order[k]], 0);
            vectors[k] = signed(eigen.getEigenVector(order[k]).getData().clone());
        }
        return new SymmetricEigen(values, vectors);
    }

    /**
     * QR steps may never end where hundreds of eigenvalues are equal, as with a crowd of identical rows, which anybody could send.
     * A ridge of different tiny values sets them apart.
     */
    private static EigenDecomposition_F64<DMatrixRMaj> decomposed(double[][] gram) {
        int n = gram.length;
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += gram[i][i];
            for (double v : gram[i]) {
                if (!Double.isFinite(v)) {
                    throw new LearningException("no eigenvalues for a matrix of " + n + " rows: a value is not finite");
                }
            }
        }
        DMatrixRMaj matrix = n == 0 ? new DMatrixRMaj(0, 0) : new DMatrixRMaj(gram);
        double ridge = RIDGE * trace / Math.max(n, 1);
        for (int attempt = 0; attempt <= RETRIES; attempt++) {
            EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
            if (n == 0 || eigen.decompose(matrix.copy())) {
                return eigen;
            }
            for (int i = 0; i < n; i++) {
                matrix.add(i, i, ridge * (i + 1) / n);
            }
            ridge *= 100;
        }
        throw new LearningException("no eigenvalues for a matrix of " + n + " rows: they do not converge");
    }

    /** An eigenvector's sign is arbitrary; a fixed one keeps successive models close to each other. */
    private static double[] signed(double[] v) {
        int largest = 0;
        for (int i = 1; i < v.length; i++) {
            if (Math.abs(v[i]) > Math.abs(v[largest])) {
                largest = i;
            }
        }
        if (v[largest] < 0) {
            for (int i = 0; i < v.length; i++) {
                v[i] = -v[i];
            }
        }
        return v;
    }
}
