package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.learning.fusion.GeometricMedian;
import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.Int8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
 * voters. O(n²) int8 dot products over distinct embeddings: some seconds for
 * 10,000.
 */
public final class Clustering {
    private static final int REFINEMENTS = 3;

    private final List<ClusterPoint> points;
    private final double similarity;
    private final List<Node> nodes;

    /** Points with the same embedding. */
    private record Node(Embedding embedding, byte[] codes, float[] floats, List<Integer> points, int[] density) {}

    private Clustering(List<ClusterPoint> points, double similarity) {
        this.points = points;
        this.similarity = similarity;
        Map<Embedding, List<Integer>> equal = new LinkedHashMap<>();
        for (int i = 0; i < points.size(); i++) {
            equal.computeIfAbsent(points.get(i).embedding(), e -> new ArrayList<>())
                    .add(i);
        }
        this.nodes = new ArrayList<>();
        equal.forEach((e, members) -> nodes.add(new Node(e, e.codes(), e.toFloats(), members, new int[1])));
        nodes.sort(Comparator.comparing(Node::codes, Arrays::compare)
                .thenComparingDouble(n -> n.embedding().scale()));
    }

    /**
     * All points in groups, most voters first. Every point is in exactly one. The result depends on the order of the points
     * only where two points of one voter are equal.
     */
    public static List<Cluster> of(List<ClusterPoint> points, double similarity) {
        return new Clustering(points, similarity).run();
    }

    private List<Cluster> run() {
        measureDensity();
        List<Node> open = new ArrayList<>(nodes);
        open.sort(Comparator.comparingInt((Node n) -> -n.density()[0])); // stable: codes decide between equals
        List<Cluster> found = new ArrayList<>();
        while (!open.isEmpty()) {
            List<Node> members = grow(open.getFirst(), open);
            found.add(cluster(members));
            Set<Node> taken = new HashSet<>(members);
            open.removeIf(taken::contains);
        }
        found.sort(Comparator.comparingInt((Cluster c) -> -c.votes().size()));
        return found;
    }

    private void measureDensity() {
        for (Node a : nodes) {
            Set<String> voters = new HashSet<>();
            for (Node b : nodes) {
                if (a == b
                        || Int8.dot(a.codes, b.codes) * (double) a.embedding.scale() * b.embedding.scale()
                                >= similarity) {
                    b.points.forEach(p -> voters.add(points.get(p).voter()));
                }
            }
            a.density[0] = voters.size();
        }
    }

    private List<Node> grow(Node seed, List<Node> open) {
        if (seed.density[0] == 1) {
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
        byte[] codes = centre.codes();
        List<Node> out = new ArrayList<>();
        for (Node n : open) {
            if (n.embedding.equals(centre)
                    || Int8.dot(codes, n.codes) * (double) centre.scale() * n.embedding.scale() >= similarity) {
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
        List<float[]> vectors =
                votes.stream().map(p -> points.get(p).embedding().toFloats()).toList();
        return GeometricMedian.ofDirections(vectors, weights).map(Embedding::of).orElse(members.getFirst().embedding);
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
