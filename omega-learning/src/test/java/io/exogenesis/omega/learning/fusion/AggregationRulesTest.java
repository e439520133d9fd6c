package io.exogenesis.omega.learning.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.learning.LearningException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What holds for every rule. */
class AggregationRulesTest {
    private static final double TOLERANCE = .33;

    @Provide
    Arbitrary<AggregationRule> rules() {
        return Arbitraries.of(AggregationRules.all());
    }

    @Test
    void names_serviceFile_holdsEveryRuleOfLearningMd() {
        assertThat(AggregationRules.names())
                .contains(
                        "omega",
                        "weighted-mean",
                        "coordinate-median",
                        "trimmed-mean",
                        "krum",
                        "multi-krum",
                        "geometric-median",
                        "centered-clip",
                        "norm-clip");
        assertThat(AggregationRules.all())
                .allSatisfy(r -> assertThat(r.source()).isNotBlank());
        assertThat(AggregationRules.byName("krum")).isInstanceOf(KrumRule.class);
    }

    @Test
    void byName_unknown_listsWhatThereIs() {
        assertThatThrownBy(() -> AggregationRules.byName("mean"))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("\"mean\"")
                .hasMessageContaining("coordinate-median, ")
                .hasMessageContaining("omega");
    }

    // A sum in the order of arrival differs in its last bits, and the bank's bytes with it.
    @Property(tries = 120)
    void fuse_anyOrder_sameBits(
            @ForAll("rules") AggregationRule rule, @ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int n) {
        List<Ballot> ballots = ballots(new Random(seed), n);
        List<Ballot> shuffled = new ArrayList<>(ballots);
        Collections.shuffle(shuffled, new Random(seed + 1));
        float[] centre = rule.fuse(ballots, TOLERANCE).orElseThrow();
        assertThat(rule.fuse(shuffled, TOLERANCE)).hasValue(centre);
        for (float c : centre) {
            assertThat(c).isFinite();
        }
    }

    @Property(tries = 60)
    void fuse_oneVote_itsDirection(@ForAll("rules") AggregationRule rule, @ForAll long seed) {
        Ballot only = ballots(new Random(seed), 1).getFirst();
        assertDirection(rule.fuse(List.of(only), TOLERANCE).orElseThrow(), only.vector());
    }

    @Property(tries = 40)
    void fuse_identicalVotes_theirDirection(
            @ForAll("rules") AggregationRule rule, @ForAll long seed, @ForAll @IntRange(min = 2, max = 200) int n) {
        Ballot one = ballots(new Random(seed), 1).getFirst();
        assertDirection(rule.fuse(Collections.nCopies(n, one), TOLERANCE).orElseThrow(), one.vector());
    }

    @Property(tries = 60)
    void fuse_notFiniteOrWithoutReputation_doNotCount(@ForAll("rules") AggregationRule rule, @ForAll long seed) {
        List<Ballot> good = ballots(new Random(seed), 9);
        List<Ballot> stuffed = new ArrayList<>(good);
        float[] poison = good.getFirst().vector().clone();
        poison[2] = Float.NaN;
        float[] endless = good.getFirst().vector().clone();
        endless[0] = Float.NEGATIVE_INFINITY;
        stuffed.add(new Ballot(poison, 1, 1, 99));
        stuffed.add(new Ballot(endless, 1, 1, 99));
        stuffed.add(new Ballot(good.getLast().vector(), 0, 1, 99));
        stuffed.add(new Ballot(good.getLast().vector(), Double.NaN, 1, 99));
        assertThat(rule.fuse(stuffed, TOLERANCE))
                .hasValue(rule.fuse(good, TOLERANCE).orElseThrow());
    }

    @Property(tries = 30)
    void fuse_nothingThatCounts_empty(@ForAll("rules") AggregationRule rule) {
        assertThat(rule.fuse(List.of(), TOLERANCE)).isEmpty();
        assertThat(rule.fuse(List.of(new Ballot(new float[] {Float.NaN})), TOLERANCE))
                .isEmpty();
    }

    // All zeros have no direction: nothing, or zeros, but no NaN that would reach an embedding.
    @Property(tries = 30)
    void fuse_zeroVectorsAndHugeOnes_noNaN(@ForAll("rules") AggregationRule rule) {
        float[] huge = {Float.MAX_VALUE, Float.MAX_VALUE};
        for (List<Ballot> ballots : List.of(
                Collections.nCopies(4, new Ballot(new float[2])),
                List.of(new Ballot(huge), new Ballot(huge), new Ballot(new float[2])))) {
            rule.fuse(ballots, TOLERANCE).ifPresent(v -> {
                for (float c : v) {
                    assertThat(c).isFinite();
                }
            });
        }
    }

    private static List<Ballot> ballots(Random random, int n) {
        List<Ballot> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            float[] v = new float[12];
            for (int c = 0; c < v.length; c++) {
                v[c] = (float) random.nextGaussian() + (c == 0 ? 3 : 0);
            }
            out.add(new Ballot(v, .1 + .9 * random.nextDouble(), .1 + .9 * random.nextDouble(), random.nextInt(30)));
        }
        return out;
    }

    /** To int8, as votes come: twelve codes are half a 127th of the largest off at most. */
    private static void assertDirection(float[] centre, float[] expected) {
        float[] a = io.exogenesis.omega.learning.linear.Vectors.normalised(centre);
        float[] b = io.exogenesis.omega.learning.linear.Vectors.normalised(expected);
        assertThat(io.exogenesis.omega.learning.linear.Vectors.dot(a, b)).isGreaterThan(.9999f);
    }
}
