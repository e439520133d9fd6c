package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.learning.cluster.CoarseCells.Place;
import io.exogenesis.omega.model.Embedding;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Vectors by number, and those of them within a gate around another. Up to {@link #EXACT} vectors all are compared; beyond it
 * only those that share a {@linkplain CoarseCells cell}, of which a search asks for as many as it names.
 *
 * <p>Not safe for concurrent use.
 */
public final class NearVectors {
    /** Vectors among which a search compares all: it costs less than the cells' upkeep. */
    public static final int EXACT = 2048;
    /** Cells of a search that must miss nothing: at a cosine of .8 one in a thousand. */
    public static final int ALL_CELLS = 32;

    private static final long ROTATION = 200;

    private final double similarity;
    private final CoarseCells coarse = new CoarseCells();
    /** Numbers that are not listed in their cells yet. */
    private final BitSet unlisted = new BitSet();

    private final CodeChunks codes = new CodeChunks();
    private final List<@Nullable Place> places = new ArrayList<>();
    private final BitSet live = new BitSet();
    private final BitSet free = new BitSet();
    private CellIndex index = new CellIndex();
    private int size;
    private boolean exact = true;
    private boolean automatic = true;
    private final List<Embedding> all = new ArrayList<>();
    private int[] lots = new int[16];
    private long rotations;
    private long scannedBefore;

    /** @param similarity cosine of the gate, at least .6; cells find little below */
    public NearVectors(double similarity) {
        this.similarity = similarity;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Whether all are compared. */
    public boolean exact() {
        return exact;
    }

    /**
     * Adds a vector.
     *
     * @param lot ≥ 0, keyed and unforeseeable where the vectors are foreign: the lowest are looked at where a cell is overfull
     * @return its number, small, perhaps that of one that was removed
     */
    public int add(Embedding vector, int lot) {
        int number = free.nextSetBit(0);
        if (number < 0) {
            number = all.size();
            all.add(vector);
            places.add(null);
            lots = number < lots.length ? lots : java.util.Arrays.copyOf(lots, 2 * lots.length);
        } else {
            free.clear(number);
            all.set(number, vector);
            places.set(number, null);
        }
        codes.put(number, vector);
        lots[number] = lot;
        live.set(number);
        size++;
        if (exact && automatic && size > EXACT) {
            useCells();
        } else if (!exact) {
            unlisted.set(number);
        }
        return number;
    }

    /** Lists what came since the last search. */
    private void flush() {
        for (int i = unlisted.nextSetBit(0); i >= 0; i = unlisted.nextSetBit(i + 1)) {
            Place place = coarse.of(all.get(i), CellIndex.COPIES);
            rotations++;
            places.set(i, place);
            index.add(i, lots[i], place);
        }
        unlisted.clear();
    }

    /** Cells of a vector that is there, where not all are compared. */
    Place place(int number) {
        flush();
        return Objects.requireNonNull(places.get(number));
    }

    /** Removes a vector. */
    public void remove(int number) {
        live.clear(number);
        size--;
        if (exact) {
            free.set(number);
            return;
        }
        flush();
        free.or(index.remove(number));
        if (automatic && size <= EXACT) {
            compareAll();
        }
    }

    private void compareAll() {
        exact = true;
        unlisted.clear();
        free.set(0, all.size());
        free.andNot(live);
        dropIndex();
    }

    private void dropIndex() {
        scannedBefore += index.scanned();
        index = new CellIndex();
    }

    private void useCells() {
        exact = false;
        dropIndex();
        unlisted.or(live);
    }

    /** From now on all are compared, or never all, however many there are. */
    void compareAll(boolean always) {
        automatic = false;
        if (always && !exact) {
            compareAll();
        } else if (!always && exact) {
            useCells();
        }
    }

    /**
     * Calls {@code hit} once for each vector within the gate around this one, itself included, in no defined order. It must not
     * search here itself.
     */
    public void near(Embedding centre, IntConsumer hit) {
        near(centre, ALL_CELLS, hit);
    }

    /** Compares with all, by another gate. */
    void near(Embedding centre, double gate, IntConsumer hit) {
        int[] all = live.stream().toArray();
        each(all, codes.within(all, all.length, centre.codes(), centre.scale(), gate), hit);
    }

    void near(Embedding centre, int cells, IntConsumer hit) {
        if (exact) {
            near(centre, similarity, hit);
            return;
        }
        rotations++;
        near(centre, coarse.of(centre, cells), hit);
    }

    /** The same with the centre's cells, which are known; all are asked for that it names. */
    public void near(Embedding centre, Place place, IntConsumer hit) {
        if (exact) {
            near(centre, similarity, hit);
            return;
        }
        flush();
        index.find(place);
        each(index.hits(), within(centre), hit);
    }

    /** The lot that a vector came with. */
    int lot(int number) {
        return lots[number];
    }

    /** Whether a vector that is there is within the gate around these codes. */
    boolean isNear(int number, byte[] centre, float scale) {
        return codes.isWithin(number, centre, scale, similarity);
    }

    /** Keeps what the index found if it is within the gate around this. */
    int within(Embedding centre) {
        return within(centre, similarity);
    }

    int within(Embedding centre, double gate) {
        return codes.within(index.hits(), index.found(), centre.codes(), centre.scale(), gate);
    }

    static void each(int[] numbers, int count, IntConsumer hit) {
        for (int k = 0; k < count; k++) {
            hit.accept(numbers[k]);
        }
    }

    CellIndex index() {
        flush();
        return index;
    }

    BitSet live() {
        return live;
    }

    /**
     * Work done, in comparisons of two vectors: finding a vector's cells costs some {@value #ROTATION}, looking at an entry of
     * a cell a thirty-second.
     */
    public long work() {
        return codes.comparisons() + scanned() / 32 + ROTATION * rotations;
    }

    private long scanned() {
        return scannedBefore + index.scanned();
    }
}
