package io.exogenesis.omega.vector.content;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix;
import io.exogenesis.omega.vector.arithmetic.Vectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The catalogue's embeddings after centring: {@code c_i = norm(e_i − mean e)}.
 *
 * <p>Raw sentence embeddings of titles share a large common part; measured at the specification's threshold of 0.8 they
 * collapse 610 viewers into 3 clusters. The Core takes the mean of its catalogue and publishes it; an agent uses that
 * published mean, so that both speak of the same space. Built from the same int8 embeddings and mean, both hold the same bits.
 *
 * <p>Immutable and thread-safe. Memory: 384 bytes a title, as much again once {@link #int8()} was asked for, and 1.5 KB once the
 * vectors were asked for often ({@link CentredRows}). One per process, however many agents it hosts.
 */
public final class ContentSpace {
    private static final int D = Embedding.DIMENSIONS;

    private final List<MediaId> ids;
    private final Map<MediaId, Integer> indices;
    private final CentredRows rows;

    private ContentSpace(List<MediaId> ids, CentredRows rows) {
        this.ids = List.copyOf(ids);
        this.indices = HashMap.newHashMap(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            if (indices.put(ids.get(i), i) != null) {
                throw new IllegalArgumentException("a title is in the catalogue twice: " + ids.get(i));
            }
        }
        this.rows = rows;
    }

    /** Longest mean: vectors of length 1 give at most 1, and 8 bits a value make them a little longer. */
    private static final double MOST_MEAN = 1.1;

    /** From raw embeddings, with their own mean: what the Core does. */
    public static ContentSpace of(List<MediaId> ids, List<Embedding> raw) {
        return of(ids, raw, meanOf(raw));
    }

    /** From raw embeddings and the published mean: what an agent does. {@code mean} has 384 values and a length of at most 1. */
    public static ContentSpace of(List<MediaId> ids, List<Embedding> raw, float[] mean) {
        checkSizes(ids.size(), raw.size());
        checkMean(mean);
        return new ContentSpace(ids, CentredRows.of(Int8Matrix.of(raw), mean.clone(), null));
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
        return new ContentSpace(ids, CentredRows.of(raw, mean.clone(), centred));
    }

    /** From raw float embeddings (rows of 384), with their own mean. Rows need not have length 1; they are normalised. */
    public static ContentSpace of(List<MediaId> ids, float[][] raw) {
        checkSizes(ids.size(), raw.length);
        double[] sum = new double[D];
        float[][] units = new float[raw.length][];
        for (int i = 0; i < raw.length; i++) {
            checkFinite(raw[i]);
            units[i] = Vectors.unit(raw[i]);
            addTo(sum, units[i]);
        }
        float[] mean = average(sum, raw.length);
        float[] rows = new float[Math.multiplyExact(raw.length, D)];
        for (int i = 0; i < raw.length; i++) {
            System.arraycopy(centred(units[i], mean), 0, rows, i * D, D);
        }
        return new ContentSpace(ids, CentredRows.of(rows, mean));
    }

    /** Mean of raw embeddings, 384 values: what the Core publishes. Zeros for none. */
    public static float[] meanOf(List<Embedding> raw) {
        double[] sum = new double[D];
        for (Embedding e : raw) {
            addTo(sum, e.toFloats());
        }
        return average(sum, raw.size());
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
        return rows.mean().clone();
    }

    /**
     * A raw vector moved into this space: {@code norm(raw − mean)}, a new array of length 1. All zeros if it equals the mean
     * (as in a catalogue of one title): it then resembles nothing.
     */
    public float[] centre(float[] raw) {
        return centred(raw, rows.mean());
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
        rows.copy(index, into, offset);
    }

    /** Copy of all centred vectors, row-major, size · 384. */
    public float[] centredRows() {
        return rows.all().clone();
    }

    /** Cosine of one title with a centred unit vector. */
    public float cosine(int index, float[] centredQuery) {
        Objects.checkIndex(index, size());
        checkQuery(centredQuery);
        return rows.cosine(index, centredQuery);
    }

    /** Cosines of all titles with a centred unit vector. */
    public float[] cosines(float[] centredQuery) {
        checkQuery(centredQuery);
        return rows.cosines(centredQuery);
    }

    /** The centred vectors as int8, for scans. */
    public Int8Matrix int8() {
        return rows.int8();
    }

    /** The embeddings before centring, as they were given; empty for a space that was made of floats. */
    public Optional<Int8Matrix> raw() {
        return Optional.ofNullable(rows.raw());
    }

    private static void checkQuery(float[] query) {
        if (query.length != D) {
            throw new IllegalArgumentException("a vector has " + D + " values here, not " + query.length);
        }
    }

    private static float[] centred(float[] raw, float[] mean) {
        checkQuery(raw);
        float[] moved = new float[D];
        for (int i = 0; i < D; i++) {
            moved[i] = raw[i] - mean[i];
        }
        Vectors.makeUnit(moved);
        return moved;
    }

    private static void addTo(double[] sum, float[] values) {
        for (int i = 0; i < D; i++) {
            sum[i] += values[i];
        }
    }

    private static float[] average(double[] sum, int n) {
        float[] mean = new float[D];
        for (int i = 0; i < D; i++) {
            mean[i] = n == 0 ? 0 : (float) (sum[i] / n);
        }
        return mean;
    }

    private static void checkSizes(int ids, int vectors) {
        if (ids != vectors) {
            throw new IllegalArgumentException(ids + " titles do not fit " + vectors + " embeddings");
        }
    }

    private static void checkMean(float[] mean) {
        checkFinite(mean);
        double squares = 0;
        for (float v : mean) {
            squares += (double) v * v;
        }
        if (squares > MOST_MEAN * MOST_MEAN) {
            throw new IllegalArgumentException(
                    "vectors of length 1 have no mean of length " + (float) Math.sqrt(squares));
        }
    }

    private static void checkFinite(float[] values) {
        if (values.length != D) {
            throw new IllegalArgumentException("a vector has " + D + " values here, not " + values.length);
        }
        for (float v : values) {
            if (!Float.isFinite(v)) {
                throw new IllegalArgumentException("a vector has a value that is not finite: " + v);
            }
        }
    }
}
