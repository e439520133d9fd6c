package io.exogenesis.omega.learning.item;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * What the Core learned about titles, as agents pull it: {@code V ≈ codes·scale}, I × d, with the spectrum of its directions.
 * Immutable; one copy a process.
 *
 * <p>{@code S_λ(q)_j = Σ_k (qV)_k g_k V_jk / max(1 − Σ_k g_k V_jk², .001)}, {@code g = w/(w+λ)}.
 */
public final class ItemModel {
    private static final int MAX_RANK = 4096;

    private final long version;
    private final List<MediaId> ids;
    private final Map<MediaId, Integer> rowOf;
    private final float[] spectrum;
    private final byte[] codes;
    private final float[] scales;
    private final float[] support;
    private final List<PairPlane> pairs;
    private final BitSet clamped;

    /**
     * @param ids I titles, each once
     * @param spectrum w, d values, descending, > 0
     * @param codes I × d, row major, in [−127, 127]
     * @param scales I, one a row
     * @param support I, sampled support, 0 below the k of release
     * @param pairs directed co-occurrence, may be empty
     */
    public ItemModel(
            long version,
            List<MediaId> ids,
            float[] spectrum,
            byte[] codes,
            float[] scales,
            float[] support,
            List<PairPlane> pairs) {
        this(version, ids, spectrum, codes, scales, support, pairs, Set.of());
    }

    /**
     * The same with titles whose growth the Core holds back.
     *
     * @param clamped any of {@code ids}
     */
    public ItemModel(
            long version,
            List<MediaId> ids,
            float[] spectrum,
            byte[] codes,
            float[] scales,
            float[] support,
            List<PairPlane> pairs,
            Set<MediaId> clamped) {
        this.version = version;
        this.ids = List.copyOf(ids);
        this.rowOf = HashMap.newHashMap(ids.size());
        this.ids.forEach(id -> rowOf.put(id, rowOf.size()));
        this.spectrum = spectrum;
        this.codes = codes;
        this.scales = scales;
        this.support = support;
        this.pairs = List.copyOf(pairs);
        this.clamped = new BitSet(ids.size());
        clamped.forEach(id -> this.clamped.set(rowOfKnown(id)));
        check();
    }

    /** The same model with these of its titles marked as held back. */
    public ItemModel withClamped(Set<MediaId> titles) {
        return new ItemModel(version, ids, spectrum, codes, scales, support, pairs, titles);
    }

    private int rowOfKnown(MediaId id) {
        int row = rowOf(id);
        if (row < 0) {
            throw new LearningException("an item model holds back a title that it does not have: " + id);
        }
        return row;
    }

    private void check() {
        int items = ids.size();
        if (rowOf.size() != items) {
            throw new LearningException("an item model names a title twice");
        }
        if (spectrum.length < 1
                || spectrum.length > MAX_RANK
                || codes.length != (long) items * spectrum.length
                || scales.length != items
                || support.length != items
                || pairs.stream().anyMatch(p -> p.rowEnds().length != items)) {
            throw new LearningException("an item model of " + items + " titles and rank " + spectrum.length + " has "
                    + codes.length + " codes, " + scales.length + " scales and " + support.length + " supports");
        }
        for (float[] values : List.of(spectrum, scales, support)) {
            for (float v : values) {
                if (!(v >= 0) || !Float.isFinite(v)) {
                    throw new LearningException("an item model has a negative or not finite number: " + v);
                }
            }
        }
    }

    /** Number of the round that made it. */
    public long version() {
        return version;
    }

    public List<MediaId> ids() {
        return ids;
    }

    /** I. */
    public int items() {
        return ids.size();
    }

    /** d. */
    public int rank() {
        return spectrum.length;
    }

    /** Row of a title, −1 if the model does not know it. */
    public int rowOf(MediaId id) {
        return rowOf.getOrDefault(id, -1);
    }

    /** Eigenvalue w of a direction. */
    public float spectrum(int direction) {
        return spectrum[direction];
    }

    /** V_jk. */
    public float value(int row, int direction) {
        return codes[row * spectrum.length + direction] * scales[row];
    }

    /** Sampled support of a row. */
    public float support(int row) {
        return support[row];
    }

    /** Whether the Core holds this title's growth back; false for a title that the model does not know. */
    public boolean clamped(MediaId id) {
        int row = rowOf(id);
        return row >= 0 && clamped.get(row);
    }

    byte[] codes() {
        return codes;
    }

    float[] scales() {
        return scales;
    }

    public List<PairPlane> pairs() {
        return pairs;
    }

    /** As the Core publishes it. */
    public io.exogenesis.omega.wire.v1.ItemModel toWire() {
        var out = io.exogenesis.omega.wire.v1.ItemModel.newBuilder()
                .setVersion(version)
                .setRank(spectrum.length)
                .setCodes(ByteString.copyFrom(codes));
        ids.forEach(id -> out.addMediaIds(id.value()));
        for (float w : spectrum) {
            out.addSpectrum(w);
        }
        for (int j = 0; j < ids.size(); j++) {
            out.addScales(scales[j]).addSupport(support[j]);
        }
        for (PairPlane p : pairs) {
            var plane = out.addPairsBuilder().setWindow(p.window());
            for (int end : p.rowEnds()) {
                plane.addRowEnds(end);
            }
            for (int k = 0; k < p.columns().length; k++) {
                plane.addColumns(p.columns()[k]).addValues(p.values()[k]);
            }
        }
        clamped.stream().forEach(out::addClampedRows);
        return out.build();
    }

    /**
     * As an agent received it.
     *
     * @throws LearningException if sizes do not fit each other or a value is out of its limits
     */
    public static ItemModel fromWire(io.exogenesis.omega.wire.v1.ItemModel m) {
        if (m.getRank() != m.getSpectrumCount()) {
            throw new LearningException("an item model of rank " + Integer.toUnsignedString(m.getRank())
                    + " has a spectrum of " + m.getSpectrumCount());
        }
        List<MediaId> ids = new ArrayList<>(m.getMediaIdsCount());
        List<PairPlane> pairs = new ArrayList<>();
        try {
            m.getMediaIdsList().forEach(id -> ids.add(new MediaId(id)));
        } catch (InvalidValueException e) {
            throw new LearningException("an item model names no title: " + e.getMessage(), e);
        }
        for (io.exogenesis.omega.wire.v1.ItemPairs p : m.getPairsList()) {
            pairs.add(new PairPlane(
                    p.getWindow(),
                    ints(p.getRowEndsCount(), p::getRowEnds),
                    ints(p.getColumnsCount(), p::getColumns),
                    floats(p.getValuesCount(), p::getValues)));
        }
        Set<MediaId> clamped = new HashSet<>();
        for (int row : m.getClampedRowsList()) {
            if (row < 0 || row >= ids.size()) {
                throw new LearningException(
                        "an item model of " + ids.size() + " titles holds back title " + Integer.toUnsignedString(row));
            }
            clamped.add(ids.get(row));
        }
        return new ItemModel(
                m.getVersion(),
                ids,
                floats(m.getSpectrumCount(), m::getSpectrum),
                m.getCodes().toByteArray(),
                floats(m.getScalesCount(), m::getScales),
                floats(m.getSupportCount(), m::getSupport),
                pairs,
                clamped);
    }

    private interface FloatAt {
        float value(int index);
    }

    /* Not by way of a list: that makes an object of each of some hundred thousand numbers. */
    private static float[] floats(int n, FloatAt at) {
        float[] out = new float[n];
        for (int i = 0; i < out.length; i++) {
            out[i] = at.value(i);
        }
        return out;
    }

    private static int[] ints(int n, IntUnaryOperator at) {
        int[] out = new int[n];
        for (int i = 0; i < out.length; i++) {
            out[i] = at.applyAsInt(i);
        }
        return out;
    }

    @Override
    public String toString() {
        return "ItemModel[version " + version + ", " + ids.size() + " titles, rank " + spectrum.length + "]";
    }
}
