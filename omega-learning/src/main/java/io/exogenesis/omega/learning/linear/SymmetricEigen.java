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
    /** Shares of the mean eigenvalue that are spread over the diagonal, one after the other, until the iteration converges. */
    private static final double[] SPREADS = {0, 1e-12, 1e-10, 1e-8};

    /**
     * @param gram n × n, symmetric
     * @throws LearningException if the decomposition fails (a value is not finite)
     */
    public static SymmetricEigen of(double[][] gram) {
        int n = gram.length;
        EigenDecomposition_F64<DMatrixRMaj> eigen = decomposed(gram, n);
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
     * The QR iteration finds no end on some matrices with many equal eigenvalues, such as the gram matrix of a hundred equal
     * rows. A diagonal whose entries differ by less than the rounding of the rows parts them.
     */
    private static EigenDecomposition_F64<DMatrixRMaj> decomposed(double[][] gram, int n) {
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += gram[i][i];
        }
        for (double spread : SPREADS) {
            DMatrixRMaj matrix = n == 0 ? new DMatrixRMaj(0, 0) : new DMatrixRMaj(gram);
            for (int i = 0; i < n; i++) {
                matrix.add(i, i, spread * trace / n * (i + 1) / n);
            }
            EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
            if (n == 0 || eigen.decompose(matrix)) {
                return eigen;
            }
        }
        throw new LearningException("no eigenvalues for a matrix of " + n + " rows: a value is not finite");
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
