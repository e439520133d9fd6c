package io.exogenesis.omega.wire.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.wire.v1.ItemModel;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeltaChainTest {
    private static final int ALL = 1 << 24;

    // Whatever follows whatever, and with any turn: the bytes that come out are those of the target.
    @Property(tries = 200)
    void apply_anyModels_givesTheTargetsBytes(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int items,
            @ForAll @IntRange(min = 1, max = 9) int rank,
            @ForAll @IntRange(min = 1, max = 9) int after,
            @ForAll boolean steady) {
        Random random = new Random(seed);
        ItemModel one = Models.first(random, items, rank);
        ItemModel fresh = Models.next(random, one, after, random.nextDouble());
        Turn turn = turn(random, rank, after);
        ItemModel two = steady ? SteadyModel.of(one, fresh, turn) : fresh;
        ItemModel three = Models.next(random, two, rank, .1);
        DeltaChain chain = DeltaChain.NONE.then(one, two, turn, ALL).then(two, three, turn(random, after, rank), ALL);

        assertThat(DeltaChain.apply(one.toByteArray(), chain.bytes(), ALL)).isEqualTo(three.toByteArray());
        byte[] last = Arrays.copyOfRange(chain.bytes(), chain.from(2), chain.bytes().length);
        assertThat(DeltaChain.apply(two.toByteArray(), last, ALL)).isEqualTo(three.toByteArray());
        assertThat(DeltaChain.of(chain.bytes()).from(1)).isZero();
        assertThat(chain.from(3)).isEqualTo(-1);
    }

    private static Turn turn(Random random, int from, int to) {
        double[] values = random.doubles((long) from * to, -1.5, 1.5).toArray();
        values[0] = 1e9;
        return Turn.of(from, to, values);
    }

    // What the error is measured against is the new model each time, so that publications may follow each other for
    // ever.
    @Property(tries = 50)
    void steady_oneAfterTheOther_neverBeyondTheBound(
            @ForAll long seed, @ForAll @IntRange(min = 60, max = 70) int rank) {
        Random random = new Random(seed);
        ItemModel published = Models.first(random, 8, rank);
        for (int n = 0; n < 5; n++) {
            ItemModel fresh = Models.next(random, published, rank, .05);
            ItemModel next = SteadyModel.of(published, fresh, Turn.none(rank, rank));
            assertNear(next, fresh);
            published = next;
        }
    }

    private static void assertNear(ItemModel next, ItemModel fresh) {
        int rank = fresh.getRank();
        assertThat(next.toBuilder().clearCodes().clearScales().clearPairs().build())
                .isEqualTo(fresh.toBuilder()
                        .clearCodes()
                        .clearScales()
                        .clearPairs()
                        .build());
        for (int j = 0; j < fresh.getMediaIdsCount(); j++) {
            float largest = 127 * fresh.getScales(j);
            for (int k = 0; k < rank; k++) {
                double bound = k < 64 ? SteadyModel.LEADING_ERROR : SteadyModel.ERROR;
                float is = next.getCodes().byteAt(j * rank + k) * next.getScales(j);
                float should = fresh.getCodes().byteAt(j * rank + k) * fresh.getScales(j);
                assertThat(Math.abs(is - should)).isLessThanOrEqualTo((float) (bound * largest * 1.0001));
            }
        }
        for (int n = 0; n < fresh.getPairs(0).getValuesCount(); n++) {
            float should = fresh.getPairs(0).getValues(n);
            assertThat(Math.abs(next.getPairs(0).getValues(n) - should))
                    .isLessThanOrEqualTo((float) (SteadyModel.PAIR_ERROR * 1.0001) * should);
        }
    }

    @Test
    void steady_pairThatMovedLittle_keepsItsValueWhereverItsTitlesAre() {
        ItemModel one = Models.first(new Random(1), 6, 3);
        ItemModel fresh = one.toBuilder().setVersion(2).build();
        var moved = fresh.getPairs(0).toBuilder();
        for (int n = 0; n < moved.getValuesCount(); n++) {
            moved.setValues(n, moved.getValues(n) * (n % 2 == 0 ? 1.01f : 1.5f));
        }
        ItemModel next =
                SteadyModel.of(one, fresh.toBuilder().setPairs(0, moved).build(), Turn.none(3, 3));

        for (int n = 0; n < moved.getValuesCount(); n++) {
            boolean kept = next.getPairs(0).getValues(n) == one.getPairs(0).getValues(n);
            assertThat(kept).as("pair " + n).isEqualTo(n % 2 == 0);
        }
    }

    @Test
    void then_moreThanAllowed_forgetsTheFirstSteps() {
        Random random = new Random(4);
        ItemModel one = Models.first(random, 20, 8);
        ItemModel two = Models.next(random, one, 8, .1);
        ItemModel three = Models.next(random, two, 8, .1);
        DeltaChain first = DeltaChain.NONE.then(one, two, Turn.none(8, 8), ALL);
        int both = first.then(two, three, Turn.none(8, 8), ALL).bytes().length;

        DeltaChain less = first.then(two, three, Turn.none(8, 8), both - 1);
        assertThat(less.from(1)).isEqualTo(-1);
        assertThat(less.from(2)).isZero();
        assertThat(first.then(two, three, Turn.none(8, 8), 10).bytes()).isEmpty();
        // a Core that went back: what was made before leads nowhere
        assertThat(first.then(one, three, Turn.none(8, 8), ALL).from(1)).isZero();
    }

    @Test
    void apply_whatDoesNotFit_isRefused() {
        Random random = new Random(7);
        ItemModel one = Models.first(random, 10, 4);
        ItemModel two = one.toBuilder().setVersion(2).setSupport(3, 7).build();
        byte[] chain = DeltaChain.NONE.then(one, two, Turn.none(4, 4), ALL).bytes();
        byte[] other = one.toBuilder()
                .setCodes(ByteString.copyFrom(new byte[one.getCodes().size()]))
                .build()
                .toByteArray();
        byte[] older = one.toBuilder().setVersion(9).build().toByteArray();

        assertThatThrownBy(() -> DeltaChain.apply(other, chain, ALL)).isInstanceOf(DeltaException.class);
        assertThatThrownBy(() -> DeltaChain.apply(older, chain, ALL)).isInstanceOf(DeltaException.class);
        assertThatThrownBy(() -> DeltaChain.apply(one.toByteArray(), chain, 100))
                .isInstanceOf(DeltaException.class);
        assertThatThrownBy(() -> DeltaChain.apply(one.toByteArray(), new byte[0], ALL))
                .isInstanceOf(DeltaException.class);
        assertThatThrownBy(() -> DeltaChain.of(Arrays.copyOf(chain, chain.length - 1)))
                .isInstanceOf(DeltaException.class);
        for (int at = 0; at < chain.length; at++) {
            byte[] damaged = chain.clone();
            damaged[at] ^= 0x10;
            byte[] out;
            try {
                out = DeltaChain.apply(one.toByteArray(), damaged, ALL);
            } catch (DeltaException e) {
                continue;
            }
            // padding behind the last symbol
            assertThat(out).isEqualTo(two.toByteArray());
        }
    }
}
