package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.learning.cluster.LiveClusters.Changes;
import io.exogenesis.omega.model.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Regions of nodes that may influence each other's groups: near nodes, and all that any gate of a region's groups has met. A
 * gate that meets a node of another region makes both one, and they are grouped again, at most {@link #REPEATS} times where
 * not all is compared; a region that was left out then keeps its nodes.
 */
final class Regions<T> {
    private static final int REFINEMENTS = 3;
    /** Bound of the work where regions touch in a chain. */
    private static final int REPEATS = 8;

    private final NearVectors vectors;
    private final List<Node<T>> byNumber;
    /** Middles of gates, so that what comes finds the groups that it may disturb. */
    private final NearVectors centres;

    private final List<Region<T>> regionOfCentre = new ArrayList<>();
    private final Medians<T> medians = new Medians<>();
    private Set<Region<T>> dirty = new LinkedHashSet<>();
    private int groups;
    private boolean exact = true;

    /** While a region is grouped: what its gates met outside, and around which middles they were drawn. */
    private final Set<Region<T>> outside = new LinkedHashSet<>();

    private final List<Embedding> middles = new ArrayList<>();

    /** What a gate met. */
    private int[] numbers = new int[1024];

    private int met;

    Regions(double similarity, NearVectors vectors, List<Node<T>> byNumber) {
        this.vectors = vectors;
        this.byNumber = byNumber;
        this.centres = new NearVectors(similarity);
        centres.compareAll(true);
    }

    int groups() {
        return groups;
    }

    long work() {
        return centres.work();
    }

    void compareAll(boolean all) {
        exact = all;
        centres.compareAll(all);
    }

    void add(Node<T> node) {
        dirty.add(new Region<>(node));
    }

    /** Takes a node out, whose region is grouped again. */
    void remove(Node<T> node) {
        disturb(node);
        node.region = null;
    }

    void disturb(Node<T> node) {
        if (node.region != null) {
            node.region.dirty = true;
            dirty.add(node.region);
        }
    }

    /** Both are in one region from now on. */
    void unite(Node<T> a, Node<T> b) {
        if (a.region != null && b.region != null && a.region != b.region) {
            unite(a.region, b.region);
        }
    }

    private Region<T> unite(Region<T> a, Region<T> b) {
        Region<T> large = a.nodes.size() >= b.nodes.size() ? a : b;
        Region<T> small = large == a ? b : a;
        for (Node<T> node : small.nodes) {
            if (node.region == small) {
                node.region = large;
                large.nodes.add(node);
            }
        }
        large.groups.addAll(small.groups);
        if (!small.centres.isEmpty()) {
            List<Integer> both = new ArrayList<>(large.centres);
            both.addAll(small.centres);
            large.centres = both;
            small.centres.forEach(c -> regionOfCentre.set(c, large));
        }
        small.merged = true;
        small.nodes = List.of();
        large.dirty = true;
        dirty.add(large);
        return large;
    }

    /** Joins a node that came with the regions whose gates it lies in. */
    void reach(Node<T> node) {
        Set<Region<T>> met = new LinkedHashSet<>();
        centres.near(node.embedding, CellIndex.COPIES, c -> met.add(regionOfCentre.get(c)));
        for (Region<T> region : met) {
            if (!region.merged && node.region != null && node.region != region) {
                unite(node.region, region);
            }
        }
    }

    /** Groups all disturbed regions again. @param voters their names by number */
    Changes<T> settle(List<String> voters) {
        medians.voters(voters);
        Changes<T> changes = new Changes<>(new LinkedHashSet<>(), new LinkedHashSet<>());
        while (!dirty.isEmpty()) {
            Region<T> region = dirty.iterator().next();
            dirty.remove(region);
            if (!region.merged && region.dirty) {
                settle(region, changes);
            }
        }
        dirty = new LinkedHashSet<>();
        return changes;
    }

    private void settle(Region<T> start, Changes<T> changes) {
        Region<T> region = start;
        List<LiveGroup<T>> found = grouped(region);
        for (int k = 0; !outside.isEmpty() && (exact || k < REPEATS); k++) {
            for (Region<T> other : List.copyOf(outside)) {
                region = other.merged || other == region ? region : unite(region, other);
            }
            found = grouped(region);
        }
        dirty.remove(region);
        region.dirty = false;
        region.centres.forEach(centres::remove);
        region.centres = middles.isEmpty() ? List.of() : placed(region);
        replace(region, found, changes);
    }

    private List<Integer> placed(Region<T> region) {
        List<Integer> numbers = new ArrayList<>(middles.size());
        for (Embedding middle : middles) {
            int number = centres.add(middle, 0);
            while (regionOfCentre.size() <= number) {
                regionOfCentre.add(region);
            }
            regionOfCentre.set(number, region);
            numbers.add(number);
        }
        return numbers;
    }

    /** Groups that are as they were stay the same objects. */
    private void replace(Region<T> region, List<LiveGroup<T>> found, Changes<T> changes) {
        Map<T, LiveGroup<T>> before = new IdentityHashMap<>();
        region.groups.forEach(g -> before.put(g.votes().getFirst(), g));
        groups += found.size() - region.groups.size();
        List<LiveGroup<T>> now = new ArrayList<>(found.size());
        for (LiveGroup<T> g : found) {
            LiveGroup<T> old = before.get(g.votes().getFirst());
            if (old != null && old.holds(g)) {
                before.remove(g.votes().getFirst());
                now.add(old);
            } else {
                now.add(g);
                changes.fresh().add(g);
            }
        }
        for (LiveGroup<T> g : before.values()) {
            if (!changes.fresh().remove(g)) { // else it came and went in this update
                changes.gone().add(g);
            }
        }
        region.groups = now;
    }

    private List<LiveGroup<T>> grouped(Region<T> region) {
        outside.clear();
        middles.clear();
        region.nodes.removeIf(n -> n.region != region);
        List<Node<T>> seeds = new ArrayList<>(region.nodes);
        seeds.sort(Node.SEEDING);
        seeds.forEach(n -> n.taken = false);
        List<LiveGroup<T>> found = new ArrayList<>();
        for (Node<T> seed : seeds) {
            // A median may leave its seed behind, which then seeds a further group.
            while (!seed.taken) {
                found.add(grown(region, seed));
            }
        }
        return found;
    }

    private LiveGroup<T> grown(Region<T> region, Node<T> seed) {
        List<Node<T>> members = seed.alone ? List.of(seed) : within(region, seed.embedding, CellIndex.COPIES);
        Embedding median = null;
        if (seed.density > 1) {
            for (int k = 0; k < REFINEMENTS && members.size() > 1; k++) {
                Embedding middle = medians.median(members);
                List<Node<T>> again = within(region, middle, NearVectors.ALL_CELLS);
                if (again.isEmpty() || again.equals(members)) {
                    median = middle;
                    break;
                }
                members = again;
            }
        }
        if (members.isEmpty()) {
            members = List.of(seed);
        }
        members.forEach(n -> n.taken = true);
        if (median == null) {
            median = members.size() == 1 ? seed.embedding : medians.median(members);
        }
        if (members.size() > 1) {
            return medians.group(members, median);
        }
        Node<T> only = members.getFirst();
        LiveGroup<T> group = medians.group(members, only.embedding);
        if (!exact) {
            group.lies(vectors.place(only.number));
        }
        return group;
    }

    /** Nodes within the gate that are in no group yet, by number. */
    private List<Node<T>> within(Region<T> region, Embedding centre, int cells) {
        middles.add(centre);
        met = 0;
        vectors.near(centre, cells, i -> {
            if (met == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * met);
            }
            numbers[met++] = i;
        });
        Arrays.sort(numbers, 0, met);
        List<Node<T>> out = new ArrayList<>();
        for (int k = 0; k < met; k++) {
            Node<T> node = byNumber.get(numbers[k]);
            if (node.region != region) {
                if (node.region != null) {
                    outside.add(node.region);
                }
            } else if (!node.taken) {
                out.add(node);
            }
        }
        return out;
    }
}
