package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.model.Embedding;
import java.util.List;

/**
 * Patterns around one median.
 *
 * @param median geometric median of the votes, unit length
 * @param votes positions of the points that vote: one a voter, the nearest to the median, ascending
 * @param others positions of further points of the same voters, ascending; they belong here and do not vote
 */
public record Cluster(Embedding median, List<Integer> votes, List<Integer> others) {
    public Cluster {
        votes = List.copyOf(votes);
        others = List.copyOf(others);
    }
}
