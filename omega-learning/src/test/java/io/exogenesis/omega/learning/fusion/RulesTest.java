package io.exogenesis.omega.learning.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.exogenesis.omega.learning.fusion.Attacked.Attack;
import io.exogenesis.omega.learning.fusion.Attacked.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is particular to each rule, on examples small enough to check by hand, and the table of LEARNING.md §4. */
class RulesTest {
    /** The median's coordinates have steps of 1/32,767 of the largest, a 256th of a code; a sum's last bit may move one. */
    private static final float FIXED_POINT = 3e-5f;

    private static final int SEEDS = 3;

    @Test
    void weightedMean_believesWhatViewersSayOfThemselves() {
        List<Ballot> ballots = List.of(
                new Ballot(new float[] {1, 0}, 1, .25, 0),
                new Ballot(new float[] {0, 1}, .1, .75, 0),
                new Ballot(new float[] {9, 9}, 1, Double.NaN, 0));
        assertThat(fuse("weighted-mean", ballots)).containsExactly(.25f, .75f);
    }

    @Test
    void coordinateMedian_takesEachCoordinateByItself() {
        assertThat(fuse("coordinate-median", votes(new float[] {1, 9}, new float[] {2, 7}, new float[] {100, 8})))
                .containsExactly(2, 8);
    }

    @Test
    void trimmedMean_cutsTheToleratedShareAtBothEnds() {
        // .33 of 7 is 2 at either end
        assertThat(fuse("trimmed-mean", votes(new float[][] {{-50}, {0}, {1}, {2}, {6}, {90}, {99}})))
                .containsExactly(3);
    }

    @Test
    void krum_isOneOfTheVotes() {
        assertThat(fuse("krum", votes(new float[][] {{0}, {1}, {1.5f}, {2}, {3.4f}, {90}, {91}})))
                .containsExactly(1);
    }

    @Test
    void multiKrum_isTheMeanOfTheFirstFew() {
        // 7 − 2 − 2 = 3 of them
        assertThat(fuse("multi-krum", votes(new float[][] {{0}, {1}, {1.5f}, {2}, {9}, {90}, {91}})))
                .containsExactly(new float[] {1.5f}, offset(1e-6f));
    }

    @Test
    void geometricMedian_weighsByReputation() {
        List<Ballot> ballots = List.of(
                new Ballot(new float[] {0, 0}, .9, 1, 0),
                new Ballot(new float[] {1, 0}, .3, 1, 0),
                new Ballot(new float[] {0, 1}, .3, 1, 0));
        assertThat(fuse("geometric-median", ballots)).containsExactly(new float[] {0, 0}, offset(1e-3f));
    }

    // The outlier pulls with the median distance, 1, and no more: without the cut the mean would be at 251.
    @Test
    void centeredClip_farVotePullsLikeANearOne() {
        assertThat(fuse("centered-clip", votes(new float[][] {{0}, {1}, {2}, {1_000}}))[0])
                .isBetween(.9f, 2.1f);
    }

    @Test
    void normClip_longVoteIsCutToTheMedianLength() {
        assertThat(fuse("norm-clip", votes(new float[][] {{1, 0}, {0, 2}, {-300, 0}})))
                .containsExactly(new float[] {-1 / 3f, 2 / 3f}, offset(1e-6f));
    }

    // Claims and lengths are free to choose for a liar, so they must not matter.
    @Property(tries = 50)
    void omega_claimsAndLengths_doNotMatter(@ForAll long seed) {
        Random random = new Random(seed);
        List<Ballot> plain = new Attacked(seed, Spread.TIGHT, 20, 10, Attack.COLLUDERS, 20, 3).all;
        List<Ballot> boastful = new ArrayList<>();
        for (Ballot b : plain) {
            float[] longer = b.vector().clone();
            float factor = 1 << random.nextInt(20); // exact in float
            for (int c = 0; c < longer.length; c++) {
                longer[c] *= factor;
            }
            boastful.add(new Ballot(longer, b.reputation(), random.nextDouble(), b.age()));
        }
        assertThat(fuse("omega", boastful)).containsExactly(fuse("omega", plain), offset(FIXED_POINT));
    }

    @Test
    void omega_opposedVotes_nothing() {
        assertThat(AggregationRules.byName("omega")
                        .fuse(votes(new float[] {1, 0}, new float[] {-1, 0}), .33)
                        .map(v -> v.length))
                .satisfiesAnyOf(v -> assertThat(v).isEmpty(), v -> assertThat(v).hasValue(2));
    }

    @Property(tries = 20)
    void omegaAndGeometricMedian_aThirdArbitrary_bounded(@ForAll long seed, @ForAll Attack attack) {
        for (String rule : List.of("omega", "geometric-median")) {
            assertThat(new Attacked(seed, Spread.TIGHT, attack).degreesOff(AggregationRules.byName(rule)))
                    .isLessThan(11);
            // The pull of a median does not fall with the distance: what honest votes are apart is room for liars.
            assertThat(new Attacked(seed, Spread.WIDE, attack).degreesOff(AggregationRules.byName(rule)))
                    .isLessThan(17);
        }
    }

    // Enrolling twice as many identities as there are honest members, at full reputation, must not buy the centre.
    @Property(tries = 20)
    void omega_crowdOfYoungLiars_holdsAThirdAtMost(@ForAll long seed) {
        Attacked young = new Attacked(seed, Spread.TIGHT, 30, 60, Attack.COLLUDERS, Tenure.EPOCHS, Tenure.EPOCHS - 1);
        Attacked aged = new Attacked(seed, Spread.TIGHT, 30, 60, Attack.COLLUDERS, Tenure.EPOCHS, Tenure.EPOCHS);
        AggregationRule omega = AggregationRules.byName("omega");
        assertThat(young.degreesOff(omega)).isLessThan(13);
        assertThat(aged.degreesOff(omega)).isGreaterThan(25); // what is not bounded: aged identities in the majority
    }

    @Test
    void table_aThirdOfAttackers_asInLearningMd() {
        System.out.printf(
                Locale.ROOT,
                "%-18s %21s %21s   degrees off the honest mean, 33 %% attackers, %d seeds%n%-18s%s%n",
                "",
                "tight (11-21 deg)",
                "wide (18-37 deg)",
                SEEDS,
                "",
                "   noise   x100  collude".repeat(2));
        Map<String, double[]> table = new TreeMap<>();
        for (AggregationRule rule : AggregationRules.all()) {
            double[] row = Arrays.stream(Spread.values())
                    .flatMapToDouble(s -> Arrays.stream(Attack.values()).mapToDouble(a -> off(rule, s, a)))
                    .toArray();
            table.put(rule.name(), row);
            System.out.printf(
                    Locale.ROOT,
                    "%-18s%8.1f%7.1f%9.1f%8.1f%7.1f%9.1f%n",
                    rule.name(),
                    row[0],
                    row[1],
                    row[2],
                    row[3],
                    row[4],
                    row[5]);
        }
        assertThat(table.get("weighted-mean")[1]).isGreaterThan(170); // 179
        assertThat(table.get("coordinate-median")[1]).isBetween(5.0, 25.0); // 17
        assertThat(table.get("krum")[0]).isBetween(10.0, 21.0); // 16.4
        for (String robust : List.of("omega", "geometric-median", "multi-krum")) {
            assertThat(table.get(robust)[0]).as(robust + " noise").isLessThan(4); // 2.4, .6
            assertThat(table.get(robust)[1]).as(robust + " x100").isLessThan(2); // .5, .6
        }
        assertThat(table.get("omega")[2]).isLessThan(10.5).isLessThan(table.get("weighted-mean")[2]); // 8.6, 11.0
    }

    private static double off(AggregationRule rule, Spread spread, Attack attack) {
        double sum = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            sum += new Attacked(seed, spread, attack).degreesOff(rule);
        }
        return sum / SEEDS;
    }

    private static float[] fuse(String rule, List<Ballot> ballots) {
        return AggregationRules.byName(rule).fuse(ballots, .33).orElseThrow();
    }

    private static List<Ballot> votes(float[]... vectors) {
        List<Ballot> out = new ArrayList<>();
        for (float[] v : vectors) {
            out.add(new Ballot(v));
        }
        return out;
    }
}
