package io.exogenesis.omega.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RulerTest {
    private static final double TINY = 1e-12;

    private static BitSet set(int... items) {
        BitSet out = new BitSet();
        IntStream.of(items).forEach(out::set);
        return out;
    }

    /** By hand: 6 titles, one seen; the target stands third of five, below titles with popularity 10 and 1 of 16. */
    @Test
    void judge_thirdOfFive_handComputed() {
        Ruler ruler = new Ruler(new int[] {10, 1, 7, 5, 0, 99});
        Judgement j = ruler.judge(new int[] {0, 1, 2, 3, 4}, set(5), 2);
        assertThat(j.auc()).isCloseTo(2 / 4., within(TINY));
        assertThat(j.aucPop()).isCloseTo(1 - 11 / 16., within(TINY));
        assertThat(j.ndcg10()).isCloseTo(.5, within(TINY)); // 1 / log2(4)
        assertThat(j.recall20()).isEqualTo(1);
        assertThat(j.top10()).containsExactly(0, 1, 2, 3, 4);
    }

    /** Off by one at the two cut-offs would move both published figures. */
    @Test
    void judge_placesAroundTheCutOffs_exact() {
        Ruler ruler = new Ruler(new int[40]);
        int[] order = IntStream.range(0, 40).toArray();
        assertThat(ruler.judge(order, set(), 0).ndcg10()).isEqualTo(1);
        assertThat(ruler.judge(order, set(), 9).ndcg10()).isCloseTo(1 / (Math.log(11) / Math.log(2)), within(TINY));
        assertThat(ruler.judge(order, set(), 10).ndcg10()).isZero();
        assertThat(ruler.judge(order, set(), 19).recall20()).isEqualTo(1);
        assertThat(ruler.judge(order, set(), 20).recall20()).isZero();
        assertThat(ruler.judge(order, set(), 39).auc()).isZero();
    }

    @Test
    void judge_notAStrictOrderOfTheUnseen_refused() {
        Ruler ruler = new Ruler(new int[4]);
        assertThatThrownBy(() -> ruler.judge(new int[] {1, 2}, set(0), 1)).isInstanceOf(InvalidRankingException.class);
        assertThatThrownBy(() -> ruler.judge(new int[] {1, 2, 2}, set(0), 1))
                .isInstanceOf(InvalidRankingException.class);
        assertThatThrownBy(() -> ruler.judge(new int[] {1, 2, 0}, set(0), 1))
                .isInstanceOf(InvalidRankingException.class);
        assertThatThrownBy(() -> ruler.judge(new int[] {1, 2, 7}, set(0), 1))
                .isInstanceOf(InvalidRankingException.class);
        assertThatThrownBy(() -> ruler.judge(new int[] {1, 2, 3}, set(0), 0))
                .isInstanceOf(InvalidRankingException.class);
    }

    /** Against the definition itself: pairs of the target and each other unseen title, counted one by one. */
    @Property(tries = 200)
    void judge_randomRanking_equalsTheDefinition(@ForAll long seed, @ForAll @IntRange(min = 5, max = 60) int items) {
        Random random = new Random(seed);
        int[] popularity = random.ints(items, 0, 30).toArray();
        BitSet seen = new BitSet();
        for (int i = 0; i < items / 3; i++) {
            seen.set(random.nextInt(items));
        }
        double[] score = random.doubles(items).toArray();
        int[] ranking = IntStream.range(0, items)
                .filter(i -> !seen.get(i))
                .boxed()
                .sorted((a, b) -> Double.compare(score[b], score[a]))
                .mapToInt(i -> i)
                .toArray();
        int target = ranking[random.nextInt(ranking.length)];

        double below = 0;
        double others = 0;
        double weightBelow = 0;
        double weight = 0;
        for (int i = 0; i < items; i++) {
            if (!seen.get(i) && i != target) {
                others++;
                weight += popularity[i];
                if (score[i] < score[target]) {
                    below++;
                    weightBelow += popularity[i];
                }
            }
        }
        Judgement j = new Ruler(popularity).judge(ranking, seen, target);
        assertThat(j.auc()).isCloseTo(below / others, within(1e-9));
        if (weight > 0) {
            assertThat(j.aucPop()).isCloseTo(weightBelow / weight, within(1e-9));
        }
    }

    @Test
    void metrics_twoViewers_meansAndCoverage() {
        Ruler ruler = new Ruler(new int[30]);
        int[] order = IntStream.range(0, 30).toArray();
        int[] reversed = IntStream.range(0, 30).map(i -> 29 - i).toArray();
        Metrics m = Metrics.of(List.of(ruler.judge(order, set(), 0), ruler.judge(reversed, set(), 0)), 30);
        assertThat(m.auc()).isCloseTo(.5, within(TINY));
        assertThat(m.ndcg10()).isCloseTo(.5, within(TINY));
        assertThat(m.recall20()).isCloseTo(.5, within(TINY));
        assertThat(m.coverage()).isCloseTo(20 / 30., within(TINY));
        assertThat(m.aucCi()).containsExactly(0., 1.);
    }

    @Test
    void interval_manyValues_holdsTheMeanIsNarrowAndRepeats() {
        double[] values = new Random(7).doubles(600).toArray();
        List<Double> ci = Metrics.interval(values);
        double mean =
                IntStream.range(0, 600).mapToDouble(i -> values[i]).average().orElseThrow();
        double half = 1.96 * .2887 / Math.sqrt(600);
        assertThat(ci.get(0)).isCloseTo(mean - half, within(.004));
        assertThat(ci.get(1)).isCloseTo(mean + half, within(.004));
        assertThat(Metrics.interval(values)).isEqualTo(ci);
    }
}
