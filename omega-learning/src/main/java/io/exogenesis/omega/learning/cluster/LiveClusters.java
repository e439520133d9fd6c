package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.Embedding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Groups patterns at a cosine around <em>this</em> round's geometric median, and keeps the groups up to date as patterns come
 * and go. A gate on last round's centre could be walked away, round by round (LEARNING.md §4 measures 61–107° in 30 rounds;
 * 13.4° with a fresh gate).
 *
 * <p>Densest neighbourhood first: the point with the most distinct voters within the gate seeds a group, the median of one
 * vote a voter is taken, and the gate is drawn again around it, three times. Equal embeddings are one point with several
 * voters. The groups depend on what is there and not on the order in which it came.
 *
 * <p>Work. Up to {@link NearVectors#EXACT} patterns everything is compared. Beyond, neighbours are looked for in common
 * {@linkplain CoarseCells cells}, in each among the {@link Density#SCANNED} of lowest lot; a density is counted up to {@link
 * Density#SATURATED} voters and estimated above; a median is of at most {@link Medians#VOTES} voters, drawn by lot. An update
 * groups anew only the {@linkplain Region regions} that what came or went belongs to.
 *
 * <p>Not safe for concurrent use.
 *
 * @param <T> what a pattern is to the caller
 */
public final class LiveClusters<T> {
    private final NearVectors vectors;
    private final List<Node<T>> byNumber = new ArrayList<>();
    private final Map<Embedding, Node<T>> nodes = new HashMap<>();
    private final Map<String, Integer> voters = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Set<Node<T>> changed = new LinkedHashSet<>();
    private final Density<T> density;
    private final Regions<T> regions;
    private final Doubles<T> doubles;
    private boolean exact = true;
    private boolean counted = true;
    private int members;

    /**
     * What an update did.
     *
     * @param gone groups that are no more
     * @param fresh groups that were not there before
     */
    public record Changes<T>(Set<LiveGroup<T>> gone, Set<LiveGroup<T>> fresh) {}

    /** @param similarity cosine to a group's median that makes a pattern its member */
    public LiveClusters(double similarity) {
        vectors = new NearVectors(similarity);
        regions = new Regions<>(similarity, vectors, byNumber);
        doubles = new Doubles<>(vectors, byNumber);
        density = new Density<>(vectors, byNumber, regions);
    }

    /** How a pattern takes part. */
    public record Vote(String voter, int lot, long order, double weight) {
        /**
         * @param voter who it is from
         * @param lot ≥ 0, by the voter, keyed and unforeseeable: where there is too much to look at, the lowest are looked at
         * @param order of equal patterns of one voter the lowest votes
         * @param weight of the voter, > 0
         */
        public Vote {
            if (lot < 0 || !(weight > 0)) {
                throw new LearningException("a lot is not negative and a weight positive: " + lot + ", " + weight);
            }
        }
    }

    /** Takes a pattern; the next update groups it. */
    public Member<T> add(T subject, Embedding embedding, Vote vote) {
        Node<T> node = nodes.computeIfAbsent(embedding, Node::new);
        int number = voters.computeIfAbsent(vote.voter(), v -> {
            names.add(v);
            return voters.size();
        });
        Member<T> member = new Member<>(node, subject, vote.voter(), number, vote.lot(), vote.order(), vote.weight());
        node.members.add(member);
        members++;
        changed.add(node);
        return member;
    }

    /** Takes a pattern out; the next update forgets it. */
    public void remove(Member<T> member) {
        if (member.node.members.remove(member)) {
            members--;
            changed.add(member.node);
        }
    }

    /** Calls {@code hit} with each pattern within the gate around this, as of the last update. */
    public void near(Embedding centre, Consumer<T> hit) {
        vectors.near(centre, i -> byNumber.get(i).members.forEach(m -> hit.accept(m.subject)));
    }

    /** Groups of any size. */
    public int groups() {
        return regions.groups();
    }

    /** Comparisons made up to now, of vectors or of what stands for them. */
    public long work() {
        return vectors.work() + regions.work();
    }

    /** Brings the groups up to date. */
    public Changes<T> update() {
        List<Node<T>> came = new ArrayList<>();
        for (Node<T> node : changed) {
            node.members.sort((a, b) -> Integer.compare(a.lot, b.lot));
            int lot = node.members.isEmpty() ? Integer.MAX_VALUE : node.members.getFirst().lot;
            if (node.number >= 0) {
                density.touch(node);
                regions.disturb(node);
            }
            if (node.number >= 0 && node.lot != lot) {
                withdraw(node);
            }
            node.lot = lot;
            if (node.members.isEmpty()) {
                nodes.remove(node.embedding);
            } else if (node.number < 0) {
                came.add(node);
            } else {
                density.again(node);
            }
        }
        changed.clear();
        boolean anyBefore = vectors.size() > 0;
        came.forEach(this::place);
        doubles.mark(came);
        boolean plain = members <= NearVectors.EXACT;
        if (vectors.exact() != exact || plain != counted) {
            exact = vectors.exact();
            counted = plain;
            regions.compareAll(exact);
            nodes.values().forEach(density::again);
        } else {
            if (anyBefore) {
                came.forEach(node -> density.meet(node, plain));
            }
            came.forEach(density::again);
        }
        density.count(plain);
        if (anyBefore) {
            came.forEach(regions::reach);
        }
        return regions.settle(names);
    }

    private void place(Node<T> node) {
        node.number = vectors.add(node.embedding, node.lot);
        while (byNumber.size() <= node.number) {
            byNumber.add(node);
        }
        byNumber.set(node.number, node);
        node.fresh = true;
        regions.add(node);
    }

    private void withdraw(Node<T> node) {
        regions.remove(node);
        vectors.remove(node.number);
        node.number = Node.NOWHERE;
    }
}
