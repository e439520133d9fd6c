package io.exogenesis.omega.learning.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.learning.cluster.CoarseCells.Place;
import io.exogenesis.omega.model.Embedding;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoarseCellsTest {
    // A partition key that changed with the version would send a voter to another node than its like.
    @Test
    void of_knownVector_cellsAreThoseOfAllTimes() {
        byte[] codes = new byte[Embedding.DIMENSIONS];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (i % 101 - 50);
        }
        double squares = 0;
        for (byte c : codes) {
            squares += c * c;
        }
        Place place = new CoarseCells().of(Embedding.ofCodes(codes, (float) (1 / Math.sqrt(squares))), 3);
        assertThat(place.cells()).containsExactly(KNOWN);
    }

    private static final short[] KNOWN = {3140, 7321, 2812};

    @Test
    void of_nearVectors_nearlyAlwaysShareACell() {
        Random random = new Random(4);
        CoarseCells cells = new CoarseCells();
        int missed = 0;
        int unrelated = 0;
        for (int k = 0; k < 1_000; k++) {
            Blobs blobs = new Blobs(random, 1);
            // Two at √.82 from a middle are at .82 from each other.
            Place a = cells.of(blobs.near(0, Math.sqrt(.82)), CellIndex.COPIES);
            Place b = cells.of(blobs.near(0, Math.sqrt(.82)), CellIndex.COPIES);
            Place c = cells.of(blobs.alone(), CellIndex.COPIES);
            missed += share(a, b) && resemble(a, b) ? 0 : 1;
            unrelated += share(a, c) && resemble(a, c) ? 1 : 0;
        }
        assertThat(missed).isLessThan(25);
        assertThat(unrelated).isLessThan(5);
    }

    private static boolean resemble(Place a, Place b) {
        return Long.bitCount(a.signature() ^ b.signature()) + Long.bitCount(a.second() ^ b.second())
                <= Place.MOST_DIFFERENT;
    }

    private static boolean share(Place a, Place b) {
        Set<Short> of = new HashSet<>();
        for (short cell : a.cells()) {
            of.add(cell);
        }
        for (short cell : b.cells()) {
            if (of.contains(cell)) {
                return true;
            }
        }
        return false;
    }
}
