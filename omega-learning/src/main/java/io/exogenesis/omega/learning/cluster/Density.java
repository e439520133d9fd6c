package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.learning.cluster.CoarseCells.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How many distinct voters each node has within the gate, counted anew only for nodes near to something that changed. Beyond
 * {@link #SATURATED} voters it is estimated by the lot of that many-th: lots are evenly spread (Bar-Yossef et al., "Counting
 * distinct elements in a data stream", RANDOM 2002), so a voter with a higher lot changes nothing.
 */
final class Density<T> {
    /** Voters that are counted; the estimate of more has a deviation of 13 %. */
    static final int SATURATED = 64;
    /** Numbers of a cell that are looked at, those of lowest lot: 16 cells of so many bound a search. */
    static final int SCANNED = 2048;
    /** First slice of lots, and by how much each is larger than the last. */
    private static final long SLICE = (1L << 31) / 256;

    private static final int WIDER = 4;

    private final double similarity;
    private final NearVectors vectors;
    private final List<Node<T>> byNumber;
    private final Regions<T> regions;
    private Set<Node<T>> due = new LinkedHashSet<>();
    private int[] lots = new int[256];
    private int found;
    private int[] seen = new int[256];
    private int turn;

    Density(double similarity, NearVectors vectors, List<Node<T>> byNumber, Regions<T> regions) {
        this.similarity = similarity;
        this.vectors = vectors;
        this.byNumber = byNumber;
        this.regions = regions;
    }

    /** This node is to be counted again. */
    void again(Node<T> node) {
        due.add(node);
    }

    /** This node comes, goes or has other members: who counted it counts again. */
    void touch(Node<T> node) {
        if (vectors.exact()) {
            vectors.near(node.embedding, i -> again(byNumber.get(i)));
            return;
        }
        byte[] codes = node.embedding.codes();
        Place place = vectors.place(node.number);
        CellIndex index = vectors.index();
        index.begin();
        for (short cell : place.cells()) {
            if (index.among(cell, node.lot, SCANNED)) {
                index.candidatesIn(cell, place, i -> {
                    Node<T> other = byNumber.get(i);
                    if (!other.fresh
                            && other.limit >= node.lot
                            && vectors.cosine(i, codes, node.embedding.scale()) >= similarity) {
                        again(other);
                    }
                });
            }
        }
    }

    /** Counts those that are due. @param plain without estimates */
    void count(boolean plain) {
        for (Node<T> node : due) {
            if (node.number >= 0) {
                turn++;
                found = 0;
                node.alone = true;
                node.limit = Integer.MAX_VALUE;
                if (vectors.exact()) {
                    vectors.near(node.embedding, i -> meet(node, byNumber.get(i), plain));
                    if (!plain && found >= SATURATED) {
                        estimate(node);
                    }
                } else {
                    bySlices(node);
                }
                if (node.limit == Integer.MAX_VALUE) {
                    node.density = found;
                }
                node.fresh = false;
            }
        }
        due = new LinkedHashSet<>();
    }

    private void bySlices(Node<T> node) {
        byte[] codes = node.embedding.codes();
        float scale = node.embedding.scale();
        Place place = vectors.place(node.number);
        CellIndex index = vectors.index();
        int[] from = new int[place.cells().length];
        index.begin();
        index.first(node.number);
        meet(node, node, false);
        for (long bound = SLICE; ; bound *= WIDER) {
            for (int k = 0; k < from.length; k++) {
                from[k] = index.candidatesBelow(place, k, from[k], bound, SCANNED, i -> {
                    if (vectors.cosine(i, codes, scale) >= similarity) {
                        meet(node, byNumber.get(i), false);
                    }
                });
            }
            if (below(bound) >= SATURATED) {
                estimate(node);
                return;
            }
            if (bound > Integer.MAX_VALUE) {
                return;
            }
        }
    }

    private int below(long bound) {
        int n = 0;
        for (int i = 0; i < found; i++) {
            n += lots[i] < bound ? 1 : 0;
        }
        return n;
    }

    private void estimate(Node<T> node) {
        Arrays.sort(lots, 0, found);
        node.limit = lots[SATURATED - 1];
        node.density = Math.max(SATURATED, (SATURATED - 1) * (1L << 31) / (node.limit + 1.0));
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
                if (found == lots.length) {
                    lots = Arrays.copyOf(lots, 2 * found);
                }
                lots[found++] = member.lot;
            }
        }
    }

    List<Node<T>> due() {
        return new ArrayList<>(due);
    }
}
