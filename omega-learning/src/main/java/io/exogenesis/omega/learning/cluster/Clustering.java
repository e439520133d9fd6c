package io.exogenesis.omega.learning.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Groups a list of points once: {@link LiveClusters} that nothing is added to. */
public final class Clustering {
    private Clustering() {}

    /**
     * All points in groups, most voters first. Every point is in exactly one. The result depends on the order of the points
     * only where two points of one voter are equal.
     */
    public static List<Cluster> of(List<ClusterPoint> points, double similarity) {
        LiveClusters<Integer> live = new LiveClusters<>(similarity);
        for (int i = 0; i < points.size(); i++) {
            ClusterPoint p = points.get(i);
            live.add(i, p.embedding(), new LiveClusters.Vote(p.voter(), Lots.of(p.voter()), i, p.weight()));
        }
        List<Cluster> found = new ArrayList<>();
        for (LiveGroup<Integer> g : live.update().fresh()) {
            found.add(new Cluster(
                    g.median(),
                    g.votes().stream().sorted().toList(),
                    g.others().stream().sorted().toList()));
        }
        found.sort(Comparator.<Cluster>comparingInt(c -> -c.votes().size())
                .thenComparing(c -> c.votes().getFirst()));
        return found;
    }
}
