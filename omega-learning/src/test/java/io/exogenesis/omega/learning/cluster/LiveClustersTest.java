package io.exogenesis.omega.learning.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.learning.cluster.LiveClusters.Changes;
import io.exogenesis.omega.learning.cluster.LiveClusters.Vote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LiveClustersTest {
    private static final double GATE = .8;

    /** Groups as sets of point numbers, with the median's codes. */
    private record Drawn(Set<Integer> votes, Set<Integer> others, List<Byte> median) {
        static Drawn of(io.exogenesis.omega.model.Embedding median, List<Integer> votes, List<Integer> others) {
            List<Byte> codes = new ArrayList<>();
            for (byte b : median.codes()) {
                codes.add(b);
            }
            return new Drawn(Set.copyOf(votes), Set.copyOf(others), codes);
        }
    }

    private static Set<Drawn> exact(TreeMap<Integer, ClusterPoint> in) {
        List<Integer> numbers = List.copyOf(in.keySet());
        Set<Drawn> out = new HashSet<>();
        for (Cluster c : ExactClustering.of(List.copyOf(in.values()), GATE)) {
            out.add(Drawn.of(
                    c.median(),
                    c.votes().stream().map(numbers::get).toList(),
                    c.others().stream().map(numbers::get).toList()));
        }
        return out;
    }

    private static Member<Integer> add(LiveClusters<Integer> live, int number, ClusterPoint p) {
        return live.add(number, p.embedding(), new Vote(p.voter(), Lots.of(p.voter()), number, p.weight()));
    }

    // In any order, in any portions, with withdrawals in between: what is there decides, not how it came.
    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void update_anyOrderAndPartitionWithWithdrawals_groupsEqualTheExactOnes(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 500) int n) {
        follows(new Random(seed), n);
    }

    @Test
    void update_twoThousandPatterns_groupsEqualTheExactOnes() {
        follows(new Random(7), 2_000);
    }

    private static void follows(Random random, int n) {
        List<ClusterPoint> points = new Blobs(random, 1 + n / 40).points(n, Math.max(2, n / 3), .2, .7);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        LiveClusters<Integer> live = new LiveClusters<>(GATE);
        Map<Integer, Member<Integer>> members = new HashMap<>();
        TreeMap<Integer, ClusterPoint> in = new TreeMap<>();
        Set<LiveGroup<Integer>> groups = new HashSet<>();
        for (int at = 0; at < n; ) {
            for (int k = 1 + random.nextInt(Math.max(1, n / 2)); k > 0 && at < n; k--, at++) {
                int i = order.get(at);
                in.put(i, points.get(i));
                members.put(i, add(live, i, points.get(i)));
            }
            for (int k = random.nextInt(1 + in.size() / 10); k > 0; k--) {
                int i = List.copyOf(in.keySet()).get(random.nextInt(in.size()));
                in.remove(i);
                live.remove(members.remove(i));
            }
            Changes<Integer> changes = live.update();
            assertThat(groups).containsAll(changes.gone());
            groups.removeAll(changes.gone());
            groups.addAll(changes.fresh());
            assertThat(live.groups()).isEqualTo(groups.size());
            Set<Drawn> drawn = new HashSet<>();
            groups.forEach(g -> drawn.add(Drawn.of(g.median(), g.votes(), g.others())));
            assertThat(drawn).isEqualTo(exact(in));
        }
    }

    // Beyond what is compared exactly, cells may miss a neighbour: at most one vote in a thousand falls elsewhere.
    @Test
    void of_sixteenThousandClusteredPatterns_nearlyAllVotesFallAsInTheExactClustering() {
        int n = 16_000;
        List<ClusterPoint> points = new Blobs(new Random(3), n / 200).points(n, n, .4, .85);
        List<Cluster> exact = ExactClustering.of(points, GATE);
        int[] where = new int[n];
        for (int g = 0; g < exact.size(); g++) {
            for (int i : exact.get(g).votes()) {
                where[i] = g;
            }
        }
        int elsewhere = 0;
        for (Cluster c : Clustering.of(points, GATE)) {
            Map<Integer, Integer> shares = new HashMap<>();
            c.votes().forEach(i -> shares.merge(where[i], 1, Integer::sum));
            int most = Collections.max(shares.entrySet(), Map.Entry.comparingByValue())
                    .getKey();
            int both = shares.get(most);
            elsewhere +=
                    Math.max(c.votes().size() - both, exact.get(most).votes().size() - both);
        }
        assertThat(elsewhere).isLessThanOrEqualTo(n / 1_000);
    }

    @Test
    void update_nothingNew_noWork() {
        LiveClusters<Integer> live = filled(3_000, 1);
        long before = live.work();
        assertThat(live.update()).isEqualTo(new Changes<>(Set.of(), Set.of()));
        assertThat(live.work()).isEqualTo(before);
    }

    @Test
    void update_clusteredPatterns_workGrowsLittleFasterThanThePatterns() {
        assertThat(exponent(filled(2_500, .4).work(), filled(10_000, .4).work(), 4))
                .isLessThan(1.3);
    }

    @Test
    void update_unrelatedPatterns_workGrowsLittleFasterThanThePatterns() {
        assertThat(exponent(filled(2_500, 1).work(), filled(10_000, 1).work(), 4))
                .isLessThan(1.3);
    }

    @Test
    void update_oneInAHundredNew_costsASmallShare() {
        LiveClusters<Integer> live = filled(10_000, .4);
        long scratch = live.work();
        Blobs more = new Blobs(new Random(1), 50);
        for (int i = 0; i < 100; i++) {
            add(live, 10_000 + i, new ClusterPoint("w" + i, i % 5 < 2 ? more.alone() : more.near(more.taste(), .9), 1));
        }
        live.update();
        assertThat(live.work() - scratch).isLessThan(scratch / 5);
    }

    // Everybody in one place: all cells are the same ones, and all are near to all.
    @Test
    void update_allInOneCell_workStaysBounded() {
        long few = oneCell(2_500).work();
        long many = oneCell(10_000).work();
        assertThat(exponent(few, many, 4)).isLessThan(1.3);
    }

    // Vectors that are built to lie in the cells of a victim without being near to anything.
    @Test
    void update_cellsStuffedWithForeignPatterns_victimsStillFindEachOther() {
        LiveClusters<Integer> live = new LiveClusters<>(GATE);
        Blobs blobs = new Blobs(new Random(5), 2);
        for (int i = 0; i < 4_000; i++) {
            add(live, i, new ClusterPoint("liar" + i, blobs.near(0, .55), 1));
        }
        for (int i = 0; i < 5; i++) {
            add(live, 10_000 + i, new ClusterPoint("honest" + i, blobs.near(0, .95), 1));
        }
        assertThat(live.update().fresh())
                .anySatisfy(g -> assertThat(g.votes()).contains(10_000, 10_001, 10_002, 10_003, 10_004));
    }

    private static LiveClusters<Integer> oneCell(int n) {
        LiveClusters<Integer> live = new LiveClusters<>(GATE);
        Blobs blobs = new Blobs(new Random(2), 1);
        for (int i = 0; i < n; i++) {
            add(live, i, new ClusterPoint("v" + i, blobs.near(0, .95), 1));
        }
        live.update();
        return live;
    }

    private static LiveClusters<Integer> filled(int n, double alone) {
        LiveClusters<Integer> live = new LiveClusters<>(GATE);
        Blobs blobs = new Blobs(new Random(1), 50);
        Random random = new Random(2);
        for (int i = 0; i < n; i++) {
            ClusterPoint p = new ClusterPoint(
                    "v" + i, random.nextDouble() < alone ? blobs.alone() : blobs.near(blobs.taste(), .9), 1);
            add(live, i, p);
        }
        live.update();
        return live;
    }

    private static double exponent(long few, long many, double times) {
        return Math.log((double) many / few) / Math.log(times);
    }
}
