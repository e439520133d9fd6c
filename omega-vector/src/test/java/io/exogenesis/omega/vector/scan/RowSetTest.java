package io.exogenesis.omega.vector.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowSetTest {

    // Against the JDK's own set: word borders and growth are where such code breaks.
    @Property(tries = 200)
    void operations_inAnyOrder_equalABitSet(@ForAll long seed, @ForAll @IntRange(min = 1, max = 1_000) int range) {
        Random random = new Random(seed);
        RowSet set = new RowSet();
        BitSet expected = new BitSet();
        RowSet other = RowSet.of(range / 2, row -> row % 3 == 0);
        BitSet otherExpected = new BitSet();
        for (int row = 0; row < range / 2; row += 3) {
            otherExpected.set(row);
        }
        for (int i = 0; i < 300; i++) {
            int row = random.nextInt(range);
            switch (random.nextInt(20)) {
                case 0 -> {
                    set.retain(other);
                    expected.and(otherExpected);
                }
                case 1 -> {
                    set.addAll(other);
                    expected.or(otherExpected);
                }
                case 2 -> {
                    set.removeAll(other);
                    expected.andNot(otherExpected);
                }
                case 3, 4, 5, 6, 7 -> {
                    assertThat(set.remove(row)).isEqualTo(expected.get(row));
                    expected.clear(row);
                }
                default -> {
                    assertThat(set.add(row)).isEqualTo(!expected.get(row));
                    expected.set(row);
                }
            }
            assertThat(set.contains(row)).isEqualTo(expected.get(row));
            assertThat(set.firstAbsent(row)).isEqualTo(expected.nextClearBit(row));
        }
        assertThat(set.size()).isEqualTo(expected.cardinality());
        for (int row = 0; row < range + 200; row++) {
            assertThat(set.contains(row)).isEqualTo(expected.get(row));
        }
    }

    @Test
    void copy_changedLater_leavesTheFirstAlone() {
        RowSet set = RowSet.first(70);
        RowSet copy = set.copy();
        copy.clear();
        set.set(3, false);
        set.set(300, true);
        assertThat(copy.size()).isZero();
        assertThat(set.size()).isEqualTo(70);
    }

    @Test
    void rows_belowZero_areRefused() {
        RowSet set = new RowSet();
        assertThatThrownBy(() -> set.add(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> set.contains(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> set.remove(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> RowSet.first(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
