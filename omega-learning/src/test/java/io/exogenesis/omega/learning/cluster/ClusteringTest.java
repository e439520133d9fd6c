package io.exogenesis.omega.learning.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.Embedding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClusteringTest {

    @Property(tries = 40)
    void of_anyPoints_eachInOneClusterOneVoteAVoter(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 40) int n,
            @ForAll @IntRange(min = 1, max = 10) int voters) {
        List<ClusterPoint> points = points(new Random(seed), n, voters, .6);
        List<Integer> all = new ArrayList<>();
        for (Cluster c : Clustering.of(points, .8)) {
            Set<String> who = new HashSet<>();
            c.votes().forEach(v -> assertThat(who.add(points.get(v).voter())).isTrue());
            c.others().forEach(o -> assertThat(who).contains(points.get(o).voter()));
            assertThat(c.votes()).isNotEmpty();
            all.addAll(c.votes());
            all.addAll(c.others());
        }
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, n).boxed().toList());
    }

    // A member outside of the gate would let a chain of neighbours walk away from the centre.
    @Property(tries = 30)
    void of_twoOrMoreMembers_nearTheirMedian(@ForAll long seed) {
        List<ClusterPoint> points = points(new Random(seed), 60, 60, .45);
        for (Cluster c : Clustering.of(points, .8)) {
            c.votes()
                    .forEach(v -> assertThat(points.get(v).embedding().cosine(c.median()))
                            .isGreaterThan(.7f));
        }
    }

    @Test
    void of_twoTastes_twoClustersLargestFirst() {
        List<ClusterPoint> points = new ArrayList<>();
        Random random = new Random(1);
        for (int v = 0; v < 9; v++) {
            points.add(new ClusterPoint("v" + v, point(v % 3 == 0 ? 1 : 2, .3, random), 1));
        }
        List<Cluster> found = Clustering.of(points, .8);
        assertThat(found).hasSize(2);
        assertThat(found.getFirst().votes()).hasSize(6);
        assertThat(found.getLast().votes()).containsExactly(0, 3, 6);
    }

    private static List<ClusterPoint> points(Random random, int n, int voters, double spread) {
        List<ClusterPoint> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            out.add(new ClusterPoint(
                    "v" + i % voters, point(random.nextInt(4), spread, random), .1 + random.nextDouble()));
        }
        return out;
    }

    private static Embedding point(int direction, double spread, Random random) {
        float[] v = new float[Embedding.DIMENSIONS];
        for (int c = 0; c < v.length; c++) {
            v[c] = (float) (random.nextGaussian() * spread / Math.sqrt(v.length));
        }
        v[direction] += 1;
        return Embedding.of(v);
    }
}
