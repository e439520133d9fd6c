package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.learning.fusion.GeometricMedian;
import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Groups patterns at a cosine around <em>this</em> round's geometric median. A gate on last round's centre could be walked
 * away, round by round (LEARNING.md §4 measures 61–107° in 30 rounds; 13.4° with a fresh gate).
 *
 * <p>Densest neighbourhood first: the point with the most distinct voters within the gate seeds a group, the median of one
 * vote a voter is taken, and the gate is drawn again around it, three times. Equal embeddings are one point with several
 * voters. O(n²) over distinct embeddings, mostly a third of an int8 dot product each: fit for tens of thousands, not for
 * hundreds of thousands.
 */
final class ExactClustering {
    private static final int REFINEMENTS = 3;
    /** Codes that are looked at first: what the others can add is bounded by their lengths, and nearly always too little. */
    private static final int HEAD = 128;

    private final List<ClusterPoint> points;
    private final double similarity;
    private final List<Node> nodes;

    /** Points with the same embedding. */
    private static final class Node {
        final Embedding embedding;
        final byte[] codes;
        /** Length of what the codes beyond {@link #HEAD} hold. */
        final double tail;

        final List<Integer> points;
        /** Numbers of the points' voters. */
        int[] voters = new int[0];
        /** Distinct voters within the gate. */
        int density;
        /** Whether no other node is within the gate. */
        boolean alone = true;

        boolean taken;

        Node(Embedding embedding, List<Integer> points) {
            this.embedding = embedding;
            this.codes = embedding.codes();
            this.tail = Math.sqrt(Int8.dot(codes, HEAD, codes, HEAD, codes.length - HEAD));
            this.points = points;
        }

        byte[] codes() {
            return codes;
        }
    }

    private ExactClustering(List<ClusterPoint> points, double similarity) {
        this.points = points;
        this.similarity = similarity;
        Map<Embedding, List<Integer>> equal = new LinkedHashMap<>();
        for (int i = 0; i < points.size(); i++) {
            equal.computeIfAbsent(points.get(i).embedding(), e -> new ArrayList<>())
                    .add(i);
        }
        this.nodes = new ArrayList<>();
        equal.forEach((e, members) -> nodes.add(new Node(e, members)));
        nodes.sort(Comparator.comparing(Node::codes, Arrays::compare).thenComparingDouble(n -> n.embedding.scale()));
    }

    /**
     * All points in groups, most voters first. Every point is in exactly one. The result depends on the order of the points
     * only where two points of one voter are equal.
     */
    static List<Cluster> of(List<ClusterPoint> points, double similarity) {
        return new ExactClustering(points, similarity).run();
    }

    private List<Cluster> run() {
        measureDensity();
        List<Node> open = new ArrayList<>(nodes);
        open.sort(Comparator.comparingInt((Node n) -> -n.density)); // stable: codes decide between equals
        List<Cluster> found = new ArrayList<>();
        int left = open.size();
        for (Node seed : List.copyOf(open)) {
            // A median may leave its seed behind, which then seeds a further group.
            while (!seed.taken) {
                List<Node> members = seed.alone ? List.of(seed) : grow(seed, open);
                found.add(cluster(members));
                members.forEach(n -> n.taken = true);
                left -= members.size();
                if (2 * left < open.size()) {
                    open.removeIf(n -> n.taken);
                }
            }
        }
        found.sort(Comparator.comparingInt((Cluster c) -> -c.votes().size()));
        return found;
    }

    private void measureDensity() {
        Map<String, Integer> numbers = new HashMap<>();
        for (Node n : nodes) {
            n.voters = n.points.stream()
                    .mapToInt(p -> numbers.computeIfAbsent(points.get(p).voter(), v -> numbers.size()))
                    .toArray();
        }
        int[] countedFor = new int[numbers.size()];
        int turn = 0;
        for (Node a : nodes) {
            turn++;
            for (Node b : nodes) {
                if (a == b || near(a.codes, a.tail, a.embedding.scale(), b)) {
                    a.alone &= a == b;
                    for (int voter : b.voters) {
                        a.density += countedFor[voter] == turn ? 0 : 1;
                        countedFor[voter] = turn;
                    }
                }
            }
        }
    }

    /** Whether the node is within the gate around these codes. Exact: a head that is too small for any tail ends it early. */
    private boolean near(byte[] codes, double tail, float scale, Node n) {
        int head = Int8.dot(codes, 0, n.codes, 0, HEAD);
        double scales = (double) scale * n.embedding.scale();
        if ((head + 1 + tail * n.tail) * scales < similarity) { // 1: what rounding may take
            return false;
        }
        int dot = head + Int8.dot(codes, HEAD, n.codes, HEAD, codes.length - HEAD);
        return dot * (double) scale * n.embedding.scale() >= similarity;
    }

    private List<Node> grow(Node seed, List<Node> open) {
        if (seed.density == 1) {
            return within(seed.embedding, open);
        }
        List<Node> members = within(seed.embedding, open);
        for (int k = 0; k < REFINEMENTS && members.size() > 1; k++) {
            List<Node> again = within(median(members), open);
            if (again.isEmpty() || again.equals(members)) {
                break;
            }
            members = again;
        }
        return members.isEmpty() ? List.of(seed) : members;
    }

    private List<Node> within(Embedding centre, List<Node> open) {
        Node middle = new Node(centre, List.of());
        List<Node> out = new ArrayList<>();
        for (Node n : open) {
            if (!n.taken && (n.embedding.equals(centre) || near(middle.codes, middle.tail, centre.scale(), n))) {
                out.add(n);
            }
        }
        return out;
    }

    private Embedding median(List<Node> members) {
        List<Integer> all = pointsOf(members);
        List<Integer> votes = oneEach(all, mean(all));
        double[] weights =
                votes.stream().mapToDouble(p -> points.get(p).weight()).toArray();
        List<Embedding> vectors =
                votes.stream().map(p -> points.get(p).embedding()).toList();
        return GeometricMedian.ofEmbeddings(vectors, weights).orElse(members.getFirst().embedding);
    }

    private Cluster cluster(List<Node> members) {
        Embedding median = members.size() == 1 ? members.getFirst().embedding : median(members);
        List<Integer> all = pointsOf(members);
        List<Integer> votes = oneEach(all, median);
        List<Integer> others = new ArrayList<>(all);
        others.removeAll(new HashSet<>(votes));
        return new Cluster(median, votes, others);
    }

    private static List<Integer> pointsOf(List<Node> members) {
        return members.stream().flatMap(n -> n.points.stream()).sorted().toList();
    }

    /** Middle of all points: which of a voter's points votes must not depend on how many others it sent. */
    private Embedding mean(List<Integer> all) {
        Map<String, Set<Embedding>> byVoter = new TreeMap<>();
        all.forEach(p -> byVoter.computeIfAbsent(points.get(p).voter(), v -> new HashSet<>())
                .add(points.get(p).embedding()));
        float[] sum = new float[Embedding.DIMENSIONS];
        byVoter.values()
                .forEach(own -> own.stream()
                        .sorted(Comparator.comparing(Embedding::codes, Arrays::compare))
                        .forEach(e -> Vectors.addScaled(sum, 1f / own.size(), e.toFloats())));
        return Vectors.length(sum) > 1e-6
                ? Embedding.of(sum)
                : points.get(all.getFirst()).embedding();
    }

    private List<Integer> oneEach(List<Integer> all, Embedding centre) {
        Map<String, Integer> best = new LinkedHashMap<>();
        Comparator<Integer> nearer = Comparator.comparingDouble(
                        (Integer p) -> -points.get(p).embedding().cosine(centre))
                .thenComparing(p -> points.get(p).embedding().codes(), Arrays::compare);
        for (int p : all) {
            best.merge(points.get(p).voter(), p, (a, b) -> nearer.compare(b, a) < 0 ? b : a);
        }
        return best.values().stream().sorted().toList();
    }
}
