package io.exogenesis.omega.vector.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix.Match;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Sets of rows as a scan reads them: 64 at a time, shorter or longer than the table. */
class AdmittedRowsTest {
    private final Embedding one = ScanCopyTest.embeddings(new Random(2), 1).getFirst();

    private ScanCopy table(int rows) {
        ScanCopy copy = new ScanCopy();
        for (int row = 0; row < rows; row++) {
            copy.add(one);
        }
        return copy;
    }

    private List<Integer> found(ScanCopy copy, BitSet admitted) {
        return copy.exact(one, 1_000, admitted, -1).stream().map(Match::row).toList();
    }

    // Against a plain array: word borders and growth are where such code breaks.
    @Property(tries = 200)
    void operations_inAnyOrder_areAnsweredWithTheRowsThatAreLeft(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 1_000) int range) {
        Random random = new Random(seed);
        ScanCopy copy = table(range);
        BitSet set = new BitSet();
        boolean[] expected = new boolean[range + 200];
        BitSet other = ScanCopyTest.rows(range / 2, row -> row % 3 == 0);
        for (int i = 0; i < 300; i++) {
            int row = random.nextInt(range);
            switch (random.nextInt(20)) {
                case 0 -> {
                    set.and(other);
                    each(expected, r -> expected[r] && r < range / 2 && r % 3 == 0);
                }
                case 1 -> {
                    set.or(other);
                    each(expected, r -> expected[r] || (r < range / 2 && r % 3 == 0));
                }
                case 2 -> {
                    set.andNot(other);
                    each(expected, r -> expected[r] && !(r < range / 2 && r % 3 == 0));
                }
                case 3, 4, 5, 6, 7 -> {
                    set.clear(row);
                    expected[row] = false;
                }
                default -> {
                    set.set(row);
                    expected[row] = true;
                }
            }
            assertThat(set.get(row)).isEqualTo(expected[row]);
            assertThat(expected[set.nextClearBit(row)]).isFalse();
        }
        List<Integer> left =
                IntStream.range(0, range).filter(row -> expected[row]).boxed().toList();
        assertThat(set.cardinality()).isEqualTo(left.size());
        assertThat(found(copy, set)).isEqualTo(left);
        for (int row = 0; row < range + 200; row++) {
            assertThat(set.get(row)).isEqualTo(expected[row]);
        }
    }

    private static void each(boolean[] expected, java.util.function.IntPredicate now) {
        for (int row = 0; row < expected.length; row++) {
            expected[row] = now.test(row);
        }
    }

    // The lowest row that is free is used again, however the free ones came about.
    @Property(tries = 100)
    void add_afterRemovals_takesTheLowestFreeRow(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int range) {
        Random random = new Random(seed);
        ScanCopy copy = table(range);
        BitSet free = new BitSet();
        for (int i = 0; i < 50; i++) {
            int row = random.nextInt(range);
            if (!free.get(row)) {
                copy.remove(row);
                free.set(row);
            }
            assertThat(found(copy, ScanCopyTest.rows(range, r -> true))).doesNotContain(row);
            if (random.nextBoolean()) {
                int lowest = free.nextSetBit(0);
                assertThat(copy.add(one)).isEqualTo(lowest);
                free.clear(lowest);
            }
        }
    }

    // What is answered is what the set held when it was asked, and a set longer than the table admits no more than
    // that.
    @Test
    void copy_changedLater_leavesTheFirstAlone() {
        ScanCopy copy = table(70);
        BitSet set = ScanCopyTest.rows(70, row -> true);
        BitSet other = (BitSet) set.clone();
        other.clear();
        set.set(3, false);
        set.set(300, true);
        assertThat(other.cardinality()).isZero();
        assertThat(set.cardinality()).isEqualTo(70);
        assertThat(found(copy, other)).isEmpty();
        assertThat(found(copy, set)).hasSize(69).doesNotContain(3, 300);
        assertThat(set.cardinality()).as("a search changes nothing").isEqualTo(70);
    }

    @Test
    void rows_belowZero_areRefused() {
        BitSet set = new BitSet();
        assertThatThrownBy(() -> set.set(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> set.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> set.clear(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> set.set(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
