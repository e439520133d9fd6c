package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.wire.delta.Turn;
import io.exogenesis.omega.wire.v1.ItemModel;
import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * How the directions of a model lie in those of the next: the linear map that makes the one's rows of the other's with the least
 * error in codes. Procrustes would ask for a map that keeps lengths; what the spectrum did to each direction would be lost.
 */
public final class ModelTurn {
    /** Rows that are compared, evenly drawn: sixteen for each of 256 directions. */
    private static final int ROWS = 4_096;

    /** Share of the mean square that draws to no turn: where few rows tell nothing, directions stay. */
    private static final double RIDGE = 1e-4;

    private ModelTurn() {}

    /** @param base and fresh: models whose sizes fit */
    public static Turn between(ItemModel base, ItemModel fresh) {
        int from = base.getRank();
        int to = fresh.getRank();
        Map<String, Integer> places = HashMap.newHashMap(base.getMediaIdsCount());
        base.getMediaIdsList().forEach(id -> places.put(id, places.size()));
        int stride = Math.max(1, fresh.getMediaIdsCount() / ROWS);
        int most = fresh.getMediaIdsCount() / stride + 1;
        DMatrixRMaj x = new DMatrixRMaj(most, from);
        DMatrixRMaj y = new DMatrixRMaj(most, to);
        int n = 0;
        for (int j = 0; j < fresh.getMediaIdsCount(); j += stride) {
            Integer row = places.get(fresh.getMediaIds(j));
            if (row != null && fresh.getScales(j) > 0) {
                fill(x, n, base, row, base.getScales(row) / fresh.getScales(j));
                fill(y, n++, fresh, j, 1);
            }
        }
        return solved(x, y);
    }

    private static void fill(DMatrixRMaj out, int n, ItemModel model, int row, double unit) {
        for (int k = 0; k < out.numCols; k++) {
            out.set(n, k, model.getCodes().byteAt(row * out.numCols + k) * unit);
        }
    }

    private static Turn solved(DMatrixRMaj x, DMatrixRMaj y) {
        int from = x.numCols;
        int to = y.numCols;
        DMatrixRMaj gram = new DMatrixRMaj(from, from);
        DMatrixRMaj cross = new DMatrixRMaj(from, to);
        CommonOps_DDRM.multTransA(x, x, gram);
        CommonOps_DDRM.multTransA(x, y, cross);
        double ridge = RIDGE * CommonOps_DDRM.trace(gram) / from + 1e-9;
        for (int k = 0; k < from; k++) {
            gram.add(k, k, ridge);
            if (k < to) {
                cross.add(k, k, ridge);
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(from);
        DMatrixRMaj turn = new DMatrixRMaj(from, to);
        if (!solver.setA(gram)) {
            return Turn.none(from, to);
        }
        solver.solve(cross, turn);
        return Turn.of(from, to, turn.getData());
    }
}
