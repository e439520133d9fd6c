package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.model.Embedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Patterns with the same embedding. */
final class Node<T> {
    /** Densest first, then by codes: the order in which nodes may seed a group. */
    static final Comparator<Node<?>> SEEDING = Comparator.<Node<?>>comparingDouble(n -> -n.density)
            .thenComparing(n -> n.embedding, Node::compareCodes)
            .thenComparingDouble(n -> n.embedding.scale());
    /** Number of a node that is in no index. */
    static final int NOWHERE = -1;

    final Embedding embedding;
    /** By lot once it is settled. */
    final List<Member<T>> members = new ArrayList<>(1);

    int number = NOWHERE;
    int lot = Integer.MAX_VALUE;
    /** Distinct voters within the gate; an estimate where they are many. */
    double density;
    /** Voters of lowest lot within the gate, ascending: lot above, number below. */
    long[] sample = new long[0];
    /** Voters with a higher lot do not change the density. */
    int limit = Integer.MAX_VALUE;
    /** Whether no other node is within the gate. */
    boolean alone = true;
    /** New in this update: its density was never counted. */
    boolean fresh = true;

    /** Whether another node may be all but equal. */
    boolean doubled;

    @Nullable
    Region<T> region;

    boolean taken;

    Node(Embedding embedding) {
        this.embedding = embedding;
    }

    static int compareCodes(Embedding a, Embedding b) {
        for (int i = 0; i < Embedding.DIMENSIONS; i++) {
            if (a.code(i) != b.code(i)) {
                return Byte.compare(a.code(i), b.code(i));
            }
        }
        return 0;
    }
}
