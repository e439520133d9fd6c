package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.learning.cluster.CoarseCells.Place;
import java.util.List;

/**
 * Marks nodes that are all but equal to another. They lie in each other's home cell and differ in few signs, so that a scan of
 * one list's signatures finds them: at most {@link #SCANNED} of lowest lot.
 */
final class Doubles<T> {
    /** Cosine from which two patterns may be one and the same. */
    static final double COSINE = .995;
    /** Of 128 signs 4 ± 2 differ at that cosine, and 26 ± 5 of two patterns of one taste. */
    private static final int MOST_DIFFERENT = 15;
    /** Of a longer list a sample is looked at: who has many doubles has one in it. */
    private static final int SCANNED = 2048;

    private final NearVectors vectors;
    private final List<Node<T>> byNumber;

    Doubles(NearVectors vectors, List<Node<T>> byNumber) {
        this.vectors = vectors;
        this.byNumber = byNumber;
    }

    /** These nodes came. */
    void mark(List<Node<T>> came) {
        if (vectors.exact()) {
            came.forEach(node -> vectors.near(node.embedding, COSINE, i -> join(node, i)));
        } else {
            // Those of one cell one after the other, so that its list comes from memory once.
            Ordered.by(came, node -> vectors.place(node.number).home()).forEach(this::mark);
        }
    }

    private void mark(Node<T> node) {
        Place place = vectors.place(node.number);
        vectors.index().findLikest(place, MOST_DIFFERENT, SCANNED);
        NearVectors.each(vectors.index().hits(), vectors.within(node.embedding, COSINE), i -> join(node, i));
    }

    private void join(Node<T> node, int number) {
        if (number != node.number) {
            node.doubled = true;
            byNumber.get(number).doubled = true;
        }
    }
}
