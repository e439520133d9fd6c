package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import java.util.List;

/** One row of the matrix viewers × titles: {@code values[k]} belongs to {@code ids.get(k)}; each title once, all finite. */
public record SparseRow(List<MediaId> ids, float[] values) {
    public SparseRow {
        if (ids.size() != values.length) {
            throw new LearningException("a row has " + ids.size() + " titles and " + values.length + " values");
        }
        for (float v : values) {
            if (!Float.isFinite(v)) {
                throw new LearningException("a row has a value that is not finite: " + v);
            }
        }
    }

    /** Sum of squares. */
    public double energy() {
        double sum = 0;
        for (float v : values) {
            sum += (double) v * v;
        }
        return sum;
    }
}
