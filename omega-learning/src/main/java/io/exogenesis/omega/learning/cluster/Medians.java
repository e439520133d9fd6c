package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.learning.fusion.GeometricMedian;
import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.model.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Middles of members, one vote a voter. */
final class Medians<T> {
    /** Voters that a median is of; more move it by less than the gate's rounding. They are drawn by lot. */
    static final int VOTES = 2048;

    /** Small numbers of voters, in the order of their names. */
    private Integer[] byName = new Integer[0];
    /** Place of each voter in that order. */
    private int[] rank = new int[0];

    /** There are these voters, by number. Names that were there before keep their numbers. */
    void voters(List<String> names) {
        int before = byName.length;
        if (names.size() > before) {
            byName = Arrays.copyOf(byName, names.size());
            for (int v = before; v < byName.length; v++) {
                byName[v] = v;
            }
            Arrays.sort(byName, Comparator.comparing(names::get)); // the sort finds those before in order
            rank = new int[byName.length];
            for (int k = 0; k < byName.length; k++) {
                rank[byName[k]] = k;
            }
        }
    }

    Embedding median(List<Node<T>> nodes) {
        List<Member<T>> drawn = drawn(members(nodes));
        Embedding mean = null;
        List<Embedding> votes = new ArrayList<>(drawn.size());
        double[] weights = new double[drawn.size()];
        for (int from = 0, to; from < drawn.size(); from = to) {
            to = endOfVoter(drawn, from);
            if (to - from > 1 && mean == null) {
                mean = mean(drawn);
            }
            Member<T> vote = mean == null ? drawn.get(from) : nearest(drawn.subList(from, to), mean);
            weights[votes.size()] = vote.weight;
            votes.add(vote.node.embedding);
        }
        return GeometricMedian.ofEmbeddings(votes, Arrays.copyOf(weights, votes.size()))
                .orElseGet(() -> nodes.stream().min(Node.SEEDING).orElseThrow().embedding);
    }

    /** The group of these nodes around their median. */
    LiveGroup<T> group(List<Node<T>> nodes, Embedding median) {
        List<Member<T>> all = sorted(members(nodes));
        List<T> votes = new ArrayList<>(all.size());
        List<T> others = new ArrayList<>();
        for (int from = 0, to; from < all.size(); from = to) {
            to = endOfVoter(all, from);
            List<Member<T>> own = all.subList(from, to);
            Member<T> vote = own.size() == 1 ? own.getFirst() : nearest(own, median);
            votes.add(vote.subject);
            for (int k = from; k < to && own.size() > 1; k++) {
                if (all.get(k) != vote) {
                    others.add(all.get(k).subject);
                }
            }
        }
        return new LiveGroup<>(median, List.copyOf(votes), List.copyOf(others));
    }

    private static <T> List<Member<T>> members(List<Node<T>> nodes) {
        List<Member<T>> all = new ArrayList<>(nodes.size());
        nodes.forEach(n -> all.addAll(n.members));
        return all;
    }

    /** By voter; of one voter, the lower order first. */
    private List<Member<T>> sorted(List<Member<T>> all) {
        List<Member<T>> out = Ordered.by(all, m -> rank[m.number]);
        for (int from = 0, to; from < out.size(); from = to) {
            to = endOfVoter(out, from);
            if (to - from > 1) {
                out.subList(from, to).sort(Comparator.comparingLong(m -> m.order));
            }
        }
        return out;
    }

    /** All members of the voters of lowest lot, by voter: of {@link #VOTES} voters, and of those with the last one's lot. */
    private List<Member<T>> drawn(List<Member<T>> all) {
        if (all.size() <= VOTES) {
            return sorted(all);
        }
        List<Member<T>> byLot = Ordered.by(all, m -> m.lot);
        Set<Integer> voters = HashSet.newHashSet(VOTES);
        int end = 0;
        while (end < byLot.size() && (voters.size() < VOTES || byLot.get(end).lot == byLot.get(end - 1).lot)) {
            voters.add(byLot.get(end++).number);
        }
        return sorted(byLot.subList(0, end));
    }

    private static <T> int endOfVoter(List<Member<T>> byVoter, int from) {
        int to = from + 1;
        while (to < byVoter.size() && byVoter.get(to).number == byVoter.get(from).number) {
            to++;
        }
        return to;
    }

    /** Middle of all points: which of a voter's points votes must not depend on how many others it sent. */
    private Embedding mean(List<Member<T>> byVoter) {
        float[] sum = new float[Embedding.DIMENSIONS];
        for (int from = 0, to; from < byVoter.size(); from = to) {
            to = endOfVoter(byVoter, from);
            List<Embedding> own = byVoter.subList(from, to).stream()
                    .map(m -> m.node.embedding)
                    .distinct()
                    .sorted(Node::compareCodes)
                    .toList();
            own.forEach(e -> Vectors.addScaled(sum, 1f / own.size(), e.toFloats()));
        }
        return Vectors.length(sum) > 1e-6 ? Embedding.of(sum) : byVoter.getFirst().node.embedding;
    }

    /** Of one voter's the nearest to the centre. */
    private static <T> Member<T> nearest(List<Member<T>> own, Embedding centre) {
        return own.size() == 1
                ? own.getFirst()
                : own.stream()
                        .min(Comparator.<Member<T>>comparingDouble(m -> -m.node.embedding.cosine(centre))
                                .thenComparing(m -> m.node.embedding, Node::compareCodes)
                                .thenComparingLong(m -> m.order))
                        .orElseThrow();
    }
}
