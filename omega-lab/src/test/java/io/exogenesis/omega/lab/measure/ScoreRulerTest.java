package io.exogenesis.omega.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScoreRulerTest {
    private static final double TINY = 1e-9;

    private static BitSet set(int... items) {
        BitSet out = new BitSet();
        IntStream.of(items).forEach(out::set);
        return out;
    }

    /** The demonstration measures rankings and the lab scores: one figure must not have two meanings. */
    @Property(tries = 100)
    void judge_oneTargetNoTies_sameAsTheRulerOfRankings(@ForAll @IntRange(min = 2, max = 80) int n, @ForAll long seed) {
        Random random = new Random(seed);
        int[] popularity = random.ints(n, 0, 9).toArray();
        float[] scores = new float[n];
        for (int i = 0; i < n; i++) {
            scores[i] = random.nextFloat() + i * 1e-3f;
        }
        BitSet seen = new BitSet();
        random.ints(n / 3, 0, n).forEach(seen::set);
        seen.clear(0);
        int[] ranking = IntStream.range(0, n)
                .filter(i -> !seen.get(i))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(i -> i)
                .toArray();
        Judgement byRanking = new Ruler(popularity).judge(ranking, seen, 0);
        Judgement byScores = new ScoreRuler(popularity, random).judge(scores, seen, List.of(0));
        assertThat(byScores.auc()).isCloseTo(byRanking.auc(), within(TINY));
        assertThat(byScores.aucPop()).isCloseTo(byRanking.aucPop(), within(TINY));
        assertThat(byScores.ndcg10()).isCloseTo(byRanking.ndcg10(), within(TINY));
        assertThat(byScores.recall20()).isEqualTo(byRanking.recall20());
        assertThat(byScores.top10()).isEqualTo(byRanking.top10());
    }

    /** By hand: targets 1 and 3 stand first and third of five; title 0 (popularity 6 of 10) is between them. */
    @Test
    void judge_twoTargets_handComputed() {
        ScoreRuler ruler = new ScoreRuler(new int[] {6, 50, 3, 50, 1, 99}, new Random(1));
        Judgement j = ruler.judge(new float[] {4, 5, 2, 3, 1, 9}, set(5), List.of(1, 3));
        assertThat(j.auc()).isCloseTo((1 + 2 / 3.) / 2, within(TINY));
        assertThat(j.aucPop()).isCloseTo((1 + .4) / 2, within(TINY));
        assertThat(j.ndcg10()).isCloseTo((1 + .5) / (1 + Math.log(2) / Math.log(3)), within(TINY));
        assertThat(j.recall20()).isEqualTo(1);
        assertThat(j.top10()).containsExactly(1, 0, 3, 2, 4);
    }

    /** A model that says nothing must get one half, and no help from the order of the source. */
    @Test
    void judge_allEqual_oneHalfAndNoOrderOfTheSource() {
        int n = 500;
        double ndcg = 0;
        for (int seed = 0; seed < 400; seed++) {
            ScoreRuler ruler = new ScoreRuler(new int[n], new Random(seed));
            Judgement j = ruler.judge(new float[n], set(), List.of(0));
            assertThat(j.auc()).isEqualTo(.5);
            ndcg += j.ndcg10() / 400;
        }
        assertThat(ndcg).isBetween(.001, .03); // expected: 4.54 / 500
    }

    @Test
    void judge_whatCannotBeJudged_refused() {
        ScoreRuler ruler = new ScoreRuler(new int[3], new Random(1));
        assertThatThrownBy(() -> ruler.judge(new float[] {1, Float.NaN, 0}, set(), List.of(0)))
                .isInstanceOf(InvalidRankingException.class);
        assertThatThrownBy(() -> ruler.judge(new float[2], set(), List.of(0)))
                .isInstanceOf(InvalidRankingException.class);
        assertThatThrownBy(() -> ruler.judge(new float[3], set(0), List.of(0)))
                .isInstanceOf(InvalidRankingException.class);
        assertThatThrownBy(() -> ruler.judge(new float[3], set(), List.of()))
                .isInstanceOf(InvalidRankingException.class);
    }

    /** Many targets are judged by one sort: the same figures as a count for each target, ties and both zeros included. */
    @Test
    void judge_manyTargets_asCountedOneByOne() {
        Random random = new Random(4);
        for (int run = 0; run < 50; run++) {
            int n = 40 + random.nextInt(60);
            float[] scores = new float[n];
            int[] popularity = new int[n];
            for (int i = 0; i < n; i++) {
                scores[i] = (random.nextInt(9) - 4) * (random.nextBoolean() ? 1f : -1f) / 3;
                popularity[i] = random.nextInt(20);
            }
            List<Integer> targets =
                    IntStream.range(5, 5 + 12 + random.nextInt(12)).boxed().toList();
            BitSet seen = set(0, 1, 2);
            ScoreRuler ruler = new ScoreRuler(popularity, new Random(run));
            double auc = 0;
            double aucPop = 0;
            for (int target : targets) {
                // Alone, with the other targets out of the way.
                BitSet without = (BitSet) seen.clone();
                targets.stream().filter(t -> t != target).forEach(without::set);
                Judgement one = ruler.judge(scores, without, List.of(target));
                auc += one.auc() / targets.size();
                aucPop += one.aucPop() / targets.size();
            }
            Judgement all = ruler.judge(scores, seen, targets);
            assertThat(all.auc()).isCloseTo(auc, within(1e-12));
            assertThat(all.aucPop()).isCloseTo(aucPop, within(1e-12));
            List<Integer> found = all.top10().stream().filter(targets::contains).toList();
            double gain = found.stream()
                    .mapToDouble(t -> Math.log(2) / Math.log(all.top10().indexOf(t) + 2))
                    .sum();
            double ideal = IntStream.range(0, 10)
                    .mapToDouble(k -> Math.log(2) / Math.log(k + 2))
                    .sum();
            assertThat(all.ndcg10()).isCloseTo(gain / ideal, within(1e-12));
        }
    }

    /** 99 of 1,000: a target that 100 titles beat is hit about as often as the binomial says; draws are distinct. */
    @Test
    void sampledHitRate_hundredthOfThousand_asExpected() {
        int n = 1001;
        float[] scores = new float[n];
        for (int i = 0; i < n; i++) {
            scores[i] = -i;
        }
        ScoreRuler ruler = new ScoreRuler(new int[n], new Random(1));
        double hits = 0;
        for (int seed = 0; seed < 2000; seed++) {
            hits += ruler.sampledHitRate(scores, set(), List.of(100), new Random(seed)) / 2000;
        }
        assertThat(hits).isBetween(.42, .50); // P(hypergeometric(1000, 100, 99) < 10) = .459, standard error .011
    }

    @Test
    void sampledHitRate_fewTitles_takesAllOfThem() {
        float[] scores = new float[30];
        for (int i = 0; i < 30; i++) {
            scores[i] = -i;
        }
        ScoreRuler ruler = new ScoreRuler(new int[30], new Random(1));
        assertThat(ruler.sampledHitRate(scores, set(0), List.of(10, 11), new Random(3)))
                .isEqualTo(.5 + .5); // nine titles and no target before each
        assertThat(ruler.sampledHitRate(scores, set(), List.of(10), new Random(3)))
                .isZero();
    }
}
