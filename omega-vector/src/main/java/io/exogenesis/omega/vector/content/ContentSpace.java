package io.exogenesis.omega.vector.content;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix;
import io.exogenesis.omega.vector.arithmetic.Vectors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue's embeddings after centring: {@code c_i = norm(e_i − mean e)}.
 *
 * <p>Raw sentence embeddings of titles share a large common part; measured at the specification's threshold of 0.8 they
 * collapse 610 viewers into 3 clusters. The Core takes the mean of its catalogue and publishes it; an agent uses that
 * published mean, so that both speak of the same space. Built from the same int8 embeddings and mean, both hold the same bits.
 *
 * <p>The vectors are computed from the int8 embeddings when they are asked for and kept as floats only once they were asked for
 * often: a process that recommends once needs a few hundred of ten thousand, and their floats are four times the bytes of the
 * embeddings. Either way the bits are the same.
 *
 * <p>Immutable to whoever looks, and thread-safe: two threads may both make what is kept, which is harmless; the count of looks
 * may miss some. Memory: 384 bytes a title, as much again once {@link #int8()} was asked for, and 1.5 KB once the vectors were
 * asked for often. One per process, however many agents it hosts.
 */
public final class ContentSpace {
    private static final int D = Embedding.DIMENSIONS;
    /** Looks at every row before they are kept: a query costs two or three, making them costs less than two. */
    private static final int LOOKS = 4;
    /** Longest mean: vectors of length 1 give at most 1, and 8 bits a value make them a little longer. */
    private static final double MOST_MEAN = 1.1;

    private final List<MediaId> ids;
    private final Map<MediaId, Integer> indices;
    private final float[] mean;
    /** Null where the vectors came as floats. */
    private final @Nullable Int8Matrix raw;

    /** Row-major, size · D; null until they are kept. */
    private volatile float @Nullable [] rows;

    private volatile @Nullable Int8Matrix int8;
    private int looks;

    private ContentSpace(List<MediaId> ids, float[] mean, @Nullable Int8Matrix raw, float @Nullable [] rows) {
        this.ids = List.copyOf(ids);
        this.indices = HashMap.newHashMap(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            if (indices.put(ids.get(i), i) != null) {
                throw new IllegalArgumentException("a title is in the catalogue twice: " + ids.get(i));
            }
        }
        this.mean = mean;
        this.raw = raw;
        this.rows = rows;
    }

    /** From raw embeddings, with their own mean: what the Core does. */
    public static ContentSpace of(List<MediaId> ids, List<Embedding> raw) {
        return of(ids, raw, meanOf(raw));
    }

    /** From raw embeddings and the published mean: what an agent does. {@code mean} has 384 values and a length of at most 1. */
    public static ContentSpace of(List<MediaId> ids, List<Embedding> raw, float[] mean) {
        checkSizes(ids.size(), raw.size());
        checkMean(mean);
        return new ContentSpace(ids, mean.clone(), Int8Matrix.of(raw), null);
    }

    /**
     * As {@link #of(List, List, float[])}, from what another space of the same titles had: nothing is computed.
     *
     * @param raw the embeddings, one row a title ({@link #raw()})
     * @param centred what {@link #int8()} gave
     */
    public static ContentSpace of(List<MediaId> ids, Int8Matrix raw, float[] mean, Int8Matrix centred) {
        checkSizes(ids.size(), raw.rows());
        checkSizes(ids.size(), centred.rows());
        checkMean(mean);
        if (raw.dimensions() != D || centred.dimensions() != D) {
            throw new IllegalArgumentException(
                    "a vector has " + D + " values here, not " + raw.dimensions() + " or " + centred.dimensions());
        }
        ContentSpace space = new ContentSpace(ids, mean.clone(), raw, null);
        space.int8 = centred;
        return space;
    }

    /** From raw float embeddings (rows of 384), with their own mean. Rows need not have length 1; they are normalised. */
    public static ContentSpace of(List<MediaId> ids, float[][] raw) {
        checkSizes(ids.size(), raw.length);
        float[][] units = new float[raw.length][];
        for (int i = 0; i < raw.length; i++) {
            checkFinite(raw[i]);
            units[i] = Vectors.unit(raw[i]);
        }
        float[] mean = Vectors.mean(D, Arrays.asList(units), unit -> unit);
        float[] rows = new float[Math.multiplyExact(raw.length, D)];
        for (int i = 0; i < raw.length; i++) {
            System.arraycopy(Vectors.centred(units[i], mean), 0, rows, i * D, D);
        }
        return new ContentSpace(ids, mean, null, rows);
    }

    /** Mean of raw embeddings, 384 values: what the Core publishes. Zeros for none. */
    public static float[] meanOf(List<Embedding> raw) {
        return Vectors.mean(D, raw, Embedding::toFloats);
    }

    /** Number of titles. */
    public int size() {
        return ids.size();
    }

    /** The title at an index in [0, size). */
    public MediaId id(int index) {
        return ids.get(index);
    }

    /** All titles, in index order. */
    public List<MediaId> ids() {
        return ids;
    }

    /** The index of a title, −1 if it is not in the catalogue. */
    public int indexOf(MediaId id) {
        return indices.getOrDefault(id, -1);
    }

    /** Copy of the mean of the raw embeddings. */
    public float[] mean() {
        return mean.clone();
    }

    /**
     * A raw vector moved into this space: {@code norm(raw − mean)}, a new array of length 1. All zeros if it equals the mean
     * (as in a catalogue of one title): it then resembles nothing.
     */
    public float[] centre(float[] raw) {
        checkQuery(raw);
        return Vectors.centred(raw, mean);
    }

    /** Copy of a title's centred vector, length 1. */
    public float[] centred(int index) {
        float[] out = new float[D];
        copyCentred(index, out, 0);
        return out;
    }

    /** Writes a title's centred vector into {@code into} from {@code offset}. */
    public void copyCentred(int index, float[] into, int offset) {
        Objects.checkIndex(index, size());
        float[] kept = looked(1);
        float[] from = kept != null ? kept : computed(index, new float[D]);
        System.arraycopy(from, kept != null ? index * D : 0, into, offset, D);
    }

    /** Copy of all centred vectors, row-major, size · 384. */
    public float[] centredRows() {
        return all().clone();
    }

    /** Cosine of one title with a centred unit vector. */
    public float cosine(int index, float[] centredQuery) {
        Objects.checkIndex(index, size());
        checkQuery(centredQuery);
        float[] kept = looked(1);
        return kept != null ? dot(kept, index * D, centredQuery) : dot(computed(index, new float[D]), 0, centredQuery);
    }

    /** Cosines of all titles with a centred unit vector. */
    public float[] cosines(float[] centredQuery) {
        checkQuery(centredQuery);
        float[] out = new float[size()];
        float[] kept = looked(size());
        float[] row = new float[D];
        for (int i = 0; i < out.length; i++) {
            out[i] = kept != null ? dot(kept, i * D, centredQuery) : dot(computed(i, row), 0, centredQuery);
        }
        return out;
    }

    /** The centred vectors as int8, for scans. */
    public Int8Matrix int8() {
        Int8Matrix made = int8;
        if (made == null) {
            float[] kept = rows;
            made = Int8Matrix.quantise(
                    size(),
                    D,
                    kept == null ? this::computed : (row, into) -> System.arraycopy(kept, row * D, into, 0, D));
            int8 = made;
        }
        return made;
    }

    /** The embeddings before centring, as they were given; empty for a space that was made of floats. */
    public Optional<Int8Matrix> raw() {
        return Optional.ofNullable(raw);
    }

    /** The kept rows, if it is time to have them. */
    private float @Nullable [] looked(int more) {
        float[] kept = rows;
        if (kept != null) {
            return kept;
        }
        looks = Math.min(looks, LOOKS * size()) + more;
        return looks > LOOKS * size() ? all() : null;
    }

    /** All rows, row-major; from now on they are kept. */
    private float[] all() {
        float[] kept = rows;
        if (kept == null) {
            kept = new float[Math.multiplyExact(size(), D)];
            float[] row = new float[D];
            for (int i = 0; i < size(); i++) {
                System.arraycopy(computed(i, row), 0, kept, i * D, D);
            }
            rows = kept;
        }
        return kept;
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

    private static float dot(float[] kept, int from, float[] query) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (int i = 0; i < D; i += 4) {
            s0 += kept[from + i] * query[i];
            s1 += kept[from + i + 1] * query[i + 1];
            s2 += kept[from + i + 2] * query[i + 2];
            s3 += kept[from + i + 3] * query[i + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static void checkQuery(float[] query) {
        if (query.length != D) {
            throw new IllegalArgumentException("a vector has " + D + " values here, not " + query.length);
        }
    }

    private static void checkSizes(int ids, int vectors) {
        if (ids != vectors) {
            throw new IllegalArgumentException(ids + " titles do not fit " + vectors + " embeddings");
        }
    }

    private static void checkMean(float[] mean) {
        checkFinite(mean);
        if (Vectors.norm(mean) > MOST_MEAN) {
            throw new IllegalArgumentException("vectors of length 1 have no mean of length " + Vectors.norm(mean));
        }
    }

    private static void checkFinite(float[] values) {
        checkQuery(values);
        for (float v : values) {
            if (!Float.isFinite(v)) {
                throw new IllegalArgumentException("a vector has a value that is not finite: " + v);
            }
        }
    }
}
