package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Near duplicates share a vote: patterns at a cosine above .995 whose viewers' samples overlap by more than half (Jaccard).
 * The vote is the one with the most reputation. A viewer without a sample is nobody's twin.
 *
 * <p>Two sets that overlap by more than half share a title among the rarer halves of both, so only those who do are compared.
 */
final class TwinVotes {
    private static final double COSINE = .995;
    private static final double JACCARD = .5;
    private final Map<ViewerId, Set<MediaId>> titles = new HashMap<>();
    private final Map<ViewerId, List<MediaId>> rarer = new HashMap<>();

    TwinVotes(List<SampleRow> rows) {
        Map<ViewerId, SampleRow> newest = new TreeMap<>();
        rows.forEach(r -> newest.merge(r.viewer(), r, (a, b) -> a.seq() >= b.seq() ? a : b));
        Map<MediaId, Integer> support = new HashMap<>();
        newest.forEach((viewer, r) -> {
            Set<MediaId> own = new LinkedHashSet<>();
            r.sample().items().forEach(i -> own.add(i.item()));
            own.forEach(t -> support.merge(t, 1, Integer::sum));
            titles.put(viewer, own);
        });
        titles.forEach((viewer, own) -> rarer.put(
                viewer,
                own.stream()
                        .sorted(Comparator.<MediaId>comparingInt(t -> support.getOrDefault(t, 0))
                                .thenComparing(MediaId::value))
                        .limit((own.size() + 1) / 2)
                        .toList()));
    }

    /** The votes without those whose twin votes for them, in their order. */
    List<PatternVote> withoutTwins(List<PatternVote> votes) {
        Map<MediaId, List<PatternVote>> byTitle = new HashMap<>();
        Set<ViewerId> dropped = new HashSet<>();
        votes.stream()
                .sorted(Comparator.comparingDouble((PatternVote v) -> -v.reputation())
                        .thenComparing(PatternVote::viewer))
                .forEach(v -> {
                    List<MediaId> rare = rarer.getOrDefault(v.viewer(), List.of());
                    Map<ViewerId, PatternVote> met = new HashMap<>();
                    rare.forEach(t -> byTitle.getOrDefault(t, List.of()).forEach(o -> met.put(o.viewer(), o)));
                    if (met.values().stream().anyMatch(o -> twins(o, v))) {
                        dropped.add(v.viewer());
                    } else {
                        rare.forEach(t -> byTitle.computeIfAbsent(t, k -> new ArrayList<>())
                                .add(v));
                    }
                });
        return votes.stream().filter(v -> !dropped.contains(v.viewer())).toList();
    }

    private boolean twins(PatternVote a, PatternVote b) {
        if (a.pattern().embedding().cosine(b.pattern().embedding()) <= COSINE) {
            return false;
        }
        Set<MediaId> x = titles.getOrDefault(a.viewer(), Set.of());
        Set<MediaId> y = titles.getOrDefault(b.viewer(), Set.of());
        long both = x.stream().filter(y::contains).count();
        return both > JACCARD * (x.size() + y.size() - both);
    }
}
