package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.learning.cluster.CoarseCells.Place;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How many distinct voters each node has within the gate, counted anew only for nodes near to something that changed. Beyond
 * {@link #SATURATED} voters it is estimated by the lot of that many-th: lots are evenly spread (Bar-Yossef et al., "Counting
 * distinct elements in a data stream", RANDOM 2002), so a voter with a higher lot changes nothing.
 */
final class Density<T> {
    /** Voters that are counted; the estimate of more has a deviation of 18 %. */
    static final int SATURATED = 32;
    /** Numbers of a cell that are looked at, those of lowest lot: 16 cells of so many bound a search. */
    static final int SCANNED = 2048;
    /** Numbers of all cells that are looked at first. */
    private static final long SLICE = 128;

    private static final long[] NONE = new long[0];
    /** More than it takes by an estimate, so that the next slice is mostly the last. */
    private static final int WIDER = 2;
    /** How much more where there are too few for an estimate. */
    private static final int FAR = 16;
    /** Voters from which their share is an estimate. */
    private static final int FORESEEABLE = 4;
    /** Nodes from which going through all cells costs less than a search for each. */
    private static final int MANY = 1 << 12;

    private final NearVectors vectors;
    private final List<Node<T>> byNumber;
    private final Regions<T> regions;
    private Set<Node<T>> due = new LinkedHashSet<>();
    /** Voters found: lot above, number below. */
    private long[] sample = new long[256];

    private int found;
    private long[] byLot = new long[1024];
    private int[] seen = new int[256];
    private int turn;

    Density(NearVectors vectors, List<Node<T>> byNumber, Regions<T> regions) {
        this.vectors = vectors;
        this.byNumber = byNumber;
        this.regions = regions;
    }

    /** This node is to be counted again. */
    void again(Node<T> node) {
        due.add(node);
    }

    /** This node goes or has other members: who counted it counts again. */
    void touch(Node<T> node) {
        whoCounts(node, this::again);
    }

    /** This node came: who is near counts it, too. */
    void meet(Node<T> node, boolean plain) {
        whoCounts(node, other -> {
            if (plain) {
                again(other);
            } else if (!due.contains(other)) {
                regions.unite(node, other);
                join(node, other);
            }
        });
    }

    private void join(Node<T> came, Node<T> other) {
        found = other.sample.length;
        System.arraycopy(other.sample, 0, sample, 0, found);
        int before = found;
        for (int m = 0; m < Math.min(SATURATED, came.members.size()); m++) {
            Member<T> member = came.members.get(m);
            boolean known = member.lot > other.limit;
            for (int i = 0; i < before && !known; i++) {
                known = (int) sample[i] == member.number;
            }
            if (!known) {
                sample[found++] = (long) member.lot << Integer.SIZE | member.number;
            }
        }
        other.alone = false;
        keep(other, false);
    }

    private void whoCounts(Node<T> node, Consumer<Node<T>> then) {
        if (vectors.exact()) {
            vectors.near(node.embedding, i -> {
                Node<T> other = byNumber.get(i);
                if (!other.fresh) {
                    then.accept(other);
                }
            });
            return;
        }
        Place place = vectors.place(node.number);
        CellIndex index = vectors.index();
        index.begin();
        for (short cell : place.cells()) {
            if (index.among(cell, node.lot, SCANNED)) {
                index.findIn(cell, place);
            }
        }
        // Most of a crowd do not care for one more: they are left out before vectors are compared.
        int[] hits = index.hits();
        int mindful = 0;
        for (int k = 0; k < index.found(); k++) {
            Node<T> other = byNumber.get(hits[k]);
            if (!other.fresh && other.limit >= node.lot) {
                hits[mindful++] = hits[k];
            }
        }
        index.taken(mindful);
        NearVectors.each(hits, vectors.within(node.embedding), i -> then.accept(byNumber.get(i)));
    }

    /** Counts those that are due. @param plain without estimates */
    void count(boolean plain) {
        boolean many = due.size() >= MANY && !vectors.exact();
        SparseJoin few = many ? new SparseJoin(vectors.index(), numbers(), SCANNED) : null;
        for (Node<T> node : many ? byHome() : due) {
            if (node.number >= 0) {
                turn++;
                found = 0;
                node.alone = true;
                if (vectors.exact()) {
                    vectors.near(node.embedding, i -> meet(node, byNumber.get(i), plain));
                } else if (few != null && few.search(node.number)) {
                    meet(node, node, false);
                    meetFound(node);
                } else {
                    bySlices(node);
                }
                keep(node, plain);
                node.fresh = false;
            }
        }
        due = new LinkedHashSet<>();
    }

    private void bySlices(Node<T> node) {
        Place place = vectors.place(node.number);
        CellIndex index = vectors.index();
        int[] from = new int[place.cells().length];
        index.begin();
        index.skip(node.number);
        meet(node, node, false);
        long done = 0;
        long bound = firstSlice(place);
        int enough = 0;
        while (done <= Integer.MAX_VALUE && enough < SATURATED) {
            index.taken(0);
            for (int k = 0; k < from.length; k++) {
                from[k] = index.findBelow(place, k, from[k], bound, SCANNED);
            }
            meetFound(node);
            done = bound;
            enough = below(done);
            // Somewhat more than it takes by what was found: each slice waits for the memory of sixteen lists.
            bound *= enough < FORESEEABLE ? FAR : 1 + WIDER * SATURATED / enough;
        }
    }

    /** Meets those found that are near, lowest lots first, until there are enough of them. */
    private void meetFound(Node<T> node) {
        CellIndex index = vectors.index();
        if (index.found() > byLot.length) {
            byLot = new long[2 * index.found()];
        }
        for (int k = 0; k < index.found(); k++) {
            int number = index.hits()[k];
            byLot[k] = (long) vectors.lot(number) << Integer.SIZE | number;
        }
        Arrays.sort(byLot, 0, index.found());
        byte[] codes = node.embedding.codes();
        for (int k = 0; k < index.found(); k++) {
            if (found >= SATURATED && below(byLot[k] >>> Integer.SIZE) >= SATURATED) {
                return;
            }
            if (vectors.isNear((int) byLot[k], codes, node.embedding.scale())) {
                meet(node, byNumber.get((int) byLot[k]), false);
            }
        }
    }

    /** Those due; neighbours in space one after the other, since they look at the same lists and meet the same nodes. */
    private List<Node<T>> byHome() {
        return Ordered.by(
                due.stream().filter(node -> node.number >= 0).toList(),
                node -> vectors.place(node.number).home());
    }

    private BitSet numbers() {
        BitSet out = new BitSet();
        for (Node<T> node : due) {
            if (node.number >= 0) {
                out.set(node.number);
            }
        }
        return out;
    }

    /** Lots below which the cells list about {@link #SLICE} numbers. */
    private long firstSlice(Place place) {
        long listed = 1;
        for (short cell : place.cells()) {
            listed += vectors.index().size(cell);
        }
        return 1 + (1L << 31) * SLICE / listed;
    }

    /** Voters found whose lot is below a bound up to which all were looked at. */
    private int below(long bound) {
        int n = 0;
        for (int i = 0; i < found; i++) {
            n += sample[i] >>> Integer.SIZE < bound ? 1 : 0;
        }
        return n;
    }

    /** The density by what was found; the voters of lowest lot are kept for what may come. */
    private void keep(Node<T> node, boolean plain) {
        node.limit = Integer.MAX_VALUE;
        node.density = found;
        if (plain) {
            node.sample = NONE;
            return;
        }
        Arrays.sort(sample, 0, found);
        if (found >= SATURATED) {
            found = SATURATED;
            node.limit = (int) (sample[SATURATED - 1] >>> Integer.SIZE);
            node.density = Math.max(SATURATED, (SATURATED - 1) * (1L << 31) / (node.limit + 1.0));
        }
        node.sample = Arrays.copyOf(sample, found);
    }

    private void meet(Node<T> node, Node<T> other, boolean plain) {
        if (other != node) {
            node.alone = false;
            regions.unite(node, other);
        }
        int most = plain ? other.members.size() : Math.min(SATURATED, other.members.size());
        for (int m = 0; m < most; m++) {
            Member<T> member = other.members.get(m);
            if (member.number >= seen.length) {
                seen = Arrays.copyOf(seen, Math.max(member.number + 1, 2 * seen.length));
            }
            if (seen[member.number] != turn) {
                seen[member.number] = turn;
                if (found == sample.length) {
                    sample = Arrays.copyOf(sample, 2 * found);
                }
                sample[found++] = (long) member.lot << Integer.SIZE | member.number;
            }
        }
    }
}
