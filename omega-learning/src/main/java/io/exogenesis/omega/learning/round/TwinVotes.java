package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Near duplicates share a vote: patterns at a cosine above .995 whose viewers' samples overlap by more than half (Jaccard). A
 * viewer without a sample is nobody's twin.
 */
final class TwinVotes {
    private static final double COSINE = .995;
    private static final double JACCARD = .5;
    private final Map<ViewerId, Set<MediaId>> titles = new HashMap<>();
    private final Map<ViewerId, Long> newest = new HashMap<>();

    TwinVotes(List<SampleRow> rows) {
        for (SampleRow r : rows) {
            if (newest.merge(r.viewer(), r.seq(), Math::max) == r.seq()) {
                Set<MediaId> own = new HashSet<>();
                r.sample().items().forEach(i -> own.add(i.item()));
                titles.put(r.viewer(), own);
            }
        }
    }

    /** The votes without those whose twin stands before them. */
    List<PatternVote> withoutTwins(List<PatternVote> votes) {
        List<PatternVote> out = new ArrayList<>();
        for (PatternVote v : votes) {
            if (!titles.containsKey(v.viewer()) || out.stream().noneMatch(o -> twins(o, v))) {
                out.add(v);
            }
        }
        return out;
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
