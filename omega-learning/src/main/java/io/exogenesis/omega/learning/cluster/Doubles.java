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
    /** Of 64 signs 2 ± 1.4 differ at that cosine. */
    private static final int MOST_DIFFERENT = 10;
    /** A list of so many is looked at as a whole. */
    private static final int SCANNED = 8192;

    private final NearVectors vectors;
    private final List<Node<T>> byNumber;

    Doubles(NearVectors vectors, List<Node<T>> byNumber) {
        this.vectors = vectors;
        this.byNumber = byNumber;
    }

    /** This node came. */
    void mark(Node<T> node) {
        byte[] codes = node.embedding.codes();
        float scale = node.embedding.scale();
        if (vectors.exact()) {
            vectors.near(node.embedding, i -> compare(node, i, codes, scale));
        } else {
            Place place = vectors.place(node.number);
            vectors.index()
                    .likest(
                            place.cells()[0],
                            place.signature(),
                            MOST_DIFFERENT,
                            SCANNED,
                            i -> compare(node, i, codes, scale));
        }
    }

    private void compare(Node<T> node, int number, byte[] codes, float scale) {
        if (number != node.number && vectors.cosine(number, codes, scale) > COSINE) {
            node.doubled = true;
            byNumber.get(number).doubled = true;
        }
    }
}
