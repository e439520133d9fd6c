package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.learning.fusion.GeometricMedian;
import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.model.Embedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Middles of members, one vote a voter. */
final class Medians<T> {
    /** Voters that a median is of; more move it by less than the gate's rounding. They are drawn by lot. */
    static final int VOTES = 2048;

    private int[] seen = new int[0];
    private int turn;

    /** There are so many voters. */
    void voters(int count) {
        if (count > seen.length) {
            seen = new int[2 * count];
            turn = 0;
        }
    }

    Embedding median(List<Node<T>> nodes) {
        List<Member<T>> all = members(nodes);
        List<Member<T>> votes = distinct(all) ? all : oneEach(all, mean(all));
        if (votes.size() > VOTES) {
            List<Member<T>> byLot = new ArrayList<>(votes);
            byLot.sort(Comparator.<Member<T>>comparingInt(m -> m.lot).thenComparing(m -> m.voter));
            votes = byLot.subList(0, VOTES);
        }
        double[] weights = new double[votes.size()];
        List<float[]> vectors = new ArrayList<>(weights.length);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = votes.get(i).weight;
            vectors.add(votes.get(i).node.embedding.toFloats());
        }
        return GeometricMedian.ofDirections(vectors, weights)
                .map(Embedding::of)
                .orElseGet(() -> nodes.stream().min(Node.SEEDING).orElseThrow().embedding);
    }

    /** The group of these nodes around their median. */
    LiveGroup<T> group(List<Node<T>> nodes, Embedding median) {
        if (nodes.size() == 1 && nodes.getFirst().members.size() == 1) {
            return new LiveGroup<>(median, List.of(nodes.getFirst().members.getFirst().subject), List.of());
        }
        List<Member<T>> all = members(nodes);
        all.sort(Member.CANONICAL);
        if (distinct(all)) {
            return new LiveGroup<>(median, subjects(all), List.of());
        }
        List<Member<T>> votes = oneEach(all, median);
        Set<Member<T>> voting = new HashSet<>(votes);
        return new LiveGroup<>(
                median,
                subjects(votes),
                subjects(all.stream().filter(m -> !voting.contains(m)).toList()));
    }

    private static <T> List<T> subjects(List<Member<T>> members) {
        return members.stream().map(m -> m.subject).toList();
    }

    private static <T> List<Member<T>> members(List<Node<T>> nodes) {
        List<Member<T>> all = new ArrayList<>();
        nodes.forEach(n -> all.addAll(n.members));
        return all;
    }

    private boolean distinct(List<Member<T>> all) {
        turn++;
        for (Member<T> m : all) {
            if (seen[m.number] == turn) {
                return false;
            }
            seen[m.number] = turn;
        }
        return true;
    }

    /** Middle of all points: which of a voter's points votes must not depend on how many others it sent. */
    private Embedding mean(List<Member<T>> all) {
        Map<String, Set<Embedding>> byVoter = new TreeMap<>();
        all.forEach(m -> byVoter.computeIfAbsent(m.voter, v -> new HashSet<>()).add(m.node.embedding));
        float[] sum = new float[Embedding.DIMENSIONS];
        byVoter.values()
                .forEach(own -> own.stream()
                        .sorted(Node::compareCodes)
                        .forEach(e -> Vectors.addScaled(sum, 1f / own.size(), e.toFloats())));
        return Vectors.length(sum) > 1e-6
                ? Embedding.of(sum)
                : all.stream().min(Member.CANONICAL).orElseThrow().node.embedding;
    }

    /** Of each voter the nearest to the centre, by voter. */
    private List<Member<T>> oneEach(List<Member<T>> all, Embedding centre) {
        Map<String, Member<T>> best = new HashMap<>();
        Comparator<Member<T>> nearer = Comparator.<Member<T>>comparingDouble(m -> -m.node.embedding.cosine(centre))
                .thenComparing(m -> m.node.embedding, Node::compareCodes)
                .thenComparingLong(m -> m.order);
        all.forEach(m -> best.merge(m.voter, m, (a, b) -> nearer.compare(b, a) < 0 ? b : a));
        List<Member<T>> votes = new ArrayList<>(best.values());
        votes.sort(Member.CANONICAL);
        return votes;
    }
}
