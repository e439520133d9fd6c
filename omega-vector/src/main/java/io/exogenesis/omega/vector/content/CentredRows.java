package io.exogenesis.omega.vector.content;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix;
import io.exogenesis.omega.vector.arithmetic.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * Centred vectors: {@code norm(raw − mean)}, one a title. They are computed from the int8 embeddings when they are asked for and
 * kept as floats only once they were asked for often: a process that recommends once needs a few hundred of ten thousand rows,
 * and their floats are four times the bytes of the embeddings. Either way the bits are the same.
 *
 * <p>Thread-safe. Two threads may both make what is kept, which is harmless; the count of looks may miss some.
 */
final class CentredRows {
    private static final int D = Embedding.DIMENSIONS;
    /** Looks at every row before they are kept: a query costs two or three, making them costs less than two. */
    private static final int LOOKS = 4;

    private final int size;
    private final float[] mean;
    /** Null where the rows came as floats. */
    private final @Nullable Int8Matrix raw;

    /** Row-major, size · D. */
    private volatile float @Nullable [] rows;

    private volatile @Nullable Int8Matrix int8;
    private int looks;

    private CentredRows(int size, float[] mean, @Nullable Int8Matrix raw, float @Nullable [] rows) {
        this.size = size;
        this.mean = mean;
        this.raw = raw;
        this.rows = rows;
    }

    /** @param int8 what {@link #int8()} gave for the same input, null if it is not known */
    static CentredRows of(Int8Matrix raw, float[] mean, @Nullable Int8Matrix int8) {
        CentredRows made = new CentredRows(raw.rows(), mean, raw, null);
        made.int8 = int8;
        return made;
    }

    /** @param rows centred already, row-major */
    static CentredRows of(float[] rows, float[] mean) {
        return new CentredRows(rows.length / D, mean, null, rows);
    }

    int size() {
        return size;
    }

    float[] mean() {
        return mean;
    }

    /** The embeddings before centring, null where the rows came as floats. */
    @Nullable
    Int8Matrix raw() {
        return raw;
    }

    /** Writes a row into {@code into} from {@code offset}. */
    void copy(int row, float[] into, int offset) {
        float[] kept = looked(1);
        if (kept != null) {
            System.arraycopy(kept, row * D, into, offset, D);
        } else {
            System.arraycopy(computed(row, new float[D]), 0, into, offset, D);
        }
    }

    float cosine(int row, float[] query) {
        float[] kept = looked(1);
        return kept != null ? dot(kept, row * D, query) : dot(computed(row, new float[D]), 0, query);
    }

    float[] cosines(float[] query) {
        float[] out = new float[size];
        float[] kept = looked(size);
        float[] row = new float[D];
        for (int i = 0; i < out.length; i++) {
            out[i] = kept != null ? dot(kept, i * D, query) : dot(computed(i, row), 0, query);
        }
        return out;
    }

    /** All rows, row-major; from now on they are kept. */
    float[] all() {
        float[] kept = rows;
        if (kept == null) {
            kept = new float[Math.multiplyExact(size, D)];
            float[] row = new float[D];
            for (int i = 0; i < size; i++) {
                System.arraycopy(computed(i, row), 0, kept, i * D, D);
            }
            rows = kept;
        }
        return kept;
    }

    Int8Matrix int8() {
        Int8Matrix made = int8;
        if (made == null) {
            float[] kept = rows;
            made = kept != null ? Int8Matrix.quantise(D, kept) : Int8Matrix.quantise(size, D, this::computed);
            int8 = made;
        }
        return made;
    }

    /** The kept rows, if it is time to have them. */
    private float @Nullable [] looked(int more) {
        float[] kept = rows;
        if (kept != null) {
            return kept;
        }
        looks = Math.min(looks, LOOKS * size) + more;
        return looks > LOOKS * size ? all() : null;
    }

    private float[] computed(int row, float[] into) {
        Int8Matrix from = raw;
        if (from == null) {
            throw new IllegalStateException("rows without embeddings are kept as floats");
        }
        from.less(row, mean, into);
        Vectors.makeUnit(into);
        return into;
    }

    private static float dot(float[] rows, int from, float[] query) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (int i = 0; i < D; i += 4) {
            s0 += rows[from + i] * query[i];
            s1 += rows[from + i + 1] * query[i + 1];
            s2 += rows[from + i + 2] * query[i + 2];
            s3 += rows[from + i + 3] * query[i + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
