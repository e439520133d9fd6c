package io.exogenesis.omega.learning.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.linear.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Crowds of liars lose weight, crowds of honest viewers keep it. */
class CrowdingTest {
    private static final int DIMENSIONS = 64;
    /** Length of the noise about the middle, as far as tastes lie from theirs: about 31 degrees. */
    private static final double SPREAD = .6;

    @ParameterizedTest
    @ValueSource(ints = {12, 120, 1_200})
    void discounted_aThirdInOnePlace_weighsLittleMoreThanOneOfThem(int honest) {
        List<Ballot> votes = spread(honest, new Random(1));
        votes.addAll(liars(honest / 2, new Random(2)));
        List<Ballot> discounted = Crowding.discounted(Ballot.counted(votes));
        double left = mass(discounted, true);
        assertThat(left).isLessThan(.1 * honest / 2 + 1);
        assertThat(mass(discounted, false)).isGreaterThan(.8 * honest);
    }

    // What it is for: the middle stays where the honest ones have it.
    @Test
    void fuse_aThirdInOnePlace_movesLessThanHalfAsFarAsTheMedianAlone() {
        List<Ballot> honest = spread(200, new Random(1));
        List<Ballot> all = new ArrayList<>(honest);
        all.addAll(liars(100, new Random(2)));
        double with = moved(new OmegaRule(), honest, all);
        double without = moved(new GeometricMedianRule(), honest, all);
        assertThat(with).as("radians moved; %s without", without).isLessThan(without / 2);
    }

    /** Angle, in radians, between what the rule makes of the honest ones and of all. */
    private static double moved(AggregationRule rule, List<Ballot> honest, List<Ballot> all) {
        float[] before = Vectors.normalised(rule.fuse(honest, .33).orElseThrow());
        float[] after = Vectors.normalised(rule.fuse(all, .33).orElseThrow());
        return Math.acos(Math.clamp(Vectors.dot(before, after), -1, 1));
    }

    // Most viewers of a small service like the very same thing: that is no crime.
    @Test
    void discounted_mostInOnePlace_keepAll() {
        List<Ballot> votes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            votes.add(new Ballot(middle(), .7, 1, 20));
        }
        votes.addAll(spread(40, new Random(3)));
        assertThat(Crowding.discounted(Ballot.counted(votes)).stream()
                        .mapToDouble(Ballot::reputation)
                        .sum())
                .isCloseTo(60 * .7 + 40, within(1e-6));
    }

    @Test
    void discounted_twoFriendsOfFive_keepHalfEach() {
        List<Ballot> votes = spread(4, new Random(4));
        votes.add(votes.getFirst());
        List<Double> left = Crowding.discounted(Ballot.counted(votes)).stream()
                .map(Ballot::reputation)
                .sorted()
                .toList();
        assertThat(left.get(0)).isCloseTo(.5, within(.02));
        assertThat(left.get(1)).isCloseTo(.5, within(.02));
        assertThat(left.get(2)).isCloseTo(1, within(.02));
    }

    @Property(tries = 50)
    void discounted_anyVotes_neverMoreWeightThanBeforeAndNeverNone(
            @ForAll @IntRange(min = 0, max = 400) int count, @ForAll long seed) {
        Random random = new Random(seed);
        List<Ballot> votes = spread(count, random);
        for (int i = 0; i < count / 3; i++) {
            votes.add(new Ballot(votes.get(random.nextInt(count)).vector(), random.nextDouble() + .01, 1, 3));
        }
        List<Ballot> counted = Ballot.counted(votes);
        List<Ballot> discounted = Crowding.discounted(counted);
        assertThat(discounted).hasSameSizeAs(counted);
        for (int i = 0; i < counted.size(); i++) {
            assertThat(discounted.get(i).reputation())
                    .isPositive()
                    .isLessThanOrEqualTo(counted.get(i).reputation());
            assertThat(discounted.get(i).vector()).isSameAs(counted.get(i).vector());
        }
    }

    private static float[] middle() {
        float[] v = new float[DIMENSIONS];
        v[0] = 1;
        return v;
    }

    private static List<Ballot> spread(int count, Random random) {
        List<Ballot> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add(new Ballot(about(middle(), SPREAD, random), 1, 1, 20));
        }
        return out;
    }

    /** Half-way to the gate, in the direction of the last coordinate; known by what they claim. */
    private static List<Ballot> liars(int count, Random random) {
        float[] place = middle();
        place[DIMENSIONS - 1] = .6f;
        List<Ballot> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add(new Ballot(about(Vectors.normalised(place), .05, random), 1, 0, 20));
        }
        return out;
    }

    private static float[] about(float[] place, double spread, Random random) {
        float[] v = place.clone();
        for (int c = 0; c < v.length; c++) {
            v[c] += (float) (random.nextGaussian() * spread / Math.sqrt(v.length));
        }
        return Vectors.normalised(v);
    }

    private static double mass(List<Ballot> ballots, boolean liars) {
        return ballots.stream()
                .filter(b -> b.claimed() < .5 == liars)
                .mapToDouble(Ballot::reputation)
                .sum();
    }
}
