package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.lab.measure.Judgement;
import io.exogenesis.omega.lab.measure.Metrics;
import io.exogenesis.omega.lab.measure.Popularity;
import io.exogenesis.omega.lab.measure.RankingsFile;
import io.exogenesis.omega.lab.measure.Ruler;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the agents for the lists that they show, and for their scorer's rankings, and measures them. The only thing computed here is popularity, from the training events,
 * as the baseline that everybody must beat.
 */
final class Evaluation {
    private static final long TIE_BREAK_SEED = 1;

    private final Dataset data;
    private final Map<MediaId, Integer> index = new HashMap<>();
    private final Ruler ruler;
    private final Popularity popularity;

    Evaluation(Dataset data, List<LastSplit.Part> parts) {
        this.data = data;
        for (int i = 0; i < data.items().size(); i++) {
            index.put(data.items().get(i).id(), i);
        }
        int[] counts = new int[data.items().size()];
        parts.forEach(p -> p.train().forEach(e -> counts[e.item()]++));
        this.ruler = new Ruler(counts);
        this.popularity = new Popularity(counts, new SplittableRandom(TIE_BREAK_SEED));
    }

    /** Means over the viewers that have something held out; empty if none has. */
    record Accuracy(int viewers, Metrics alone, Metrics federated, Metrics rank, Metrics popularity) {}

    private record Judged(Judgement alone, Judgement federated, Judgement rank, Judgement popularity) {}

    /**
     * Measures all members, and writes the federated rankings of those measured (of all, if nothing is held out).
     *
     * @throws io.exogenesis.omega.lab.measure.InvalidRankingException if an agent's ranking is no strict order of its candidates
     */
    Optional<Accuracy> of(List<Fleet.Member> members, Optional<Path> rankings, WorkerPool workers) {
        boolean anyTarget = members.stream().anyMatch(m -> m.part().target().isPresent());
        List<Fleet.Member> asked = anyTarget
                ? members.stream().filter(m -> m.part().target().isPresent()).toList()
                : rankings.isPresent() ? members : List.of();
        Map<Fleet.Member, Judged> judged = Collections.synchronizedMap(new HashMap<>());
        try (RankingsFileOrNone out = new RankingsFileOrNone(rankings)) {
            workers.forEach("rankings measured", asked, member -> {
                int[] federated = indices(shown(member.agent()));
                out.write(member.part().viewer(), federated, data);
                member.part().target().ifPresent(t -> judged.put(member, judged(member, federated, t)));
            });
        }
        if (judged.isEmpty()) {
            return Optional.empty();
        }
        // In the order of the members, so that the bootstrap draws the same viewers each time.
        List<Judged> all =
                members.stream().map(judged::get).filter(j -> j != null).toList();
        return Optional.of(new Accuracy(
                all.size(),
                Metrics.of(all.stream().map(Judged::alone).toList(), ruler.items()),
                Metrics.of(all.stream().map(Judged::federated).toList(), ruler.items()),
                Metrics.of(all.stream().map(Judged::rank).toList(), ruler.items()),
                Metrics.of(all.stream().map(Judged::popularity).toList(), ruler.items())));
    }

    /** Share of members with a title in their first ten, among those who have not seen it; mean over the titles. */
    static double hitRate(List<Fleet.Member> members, List<MediaId> titles, WorkerPool workers) {
        LongAdder[] asked = counters(titles.size());
        LongAdder[] shown = counters(titles.size());
        workers.forEach("targets looked for", members, member -> {
            List<MediaId> ranked = member.agent().rank(RankMode.FEDERATED);
            List<MediaId> first = ids(member.agent().getRecommendations(ViewerContext.top(Ruler.TOP)));
            for (int k = 0; k < titles.size(); k++) {
                if (ranked.contains(titles.get(k))) {
                    asked[k].increment();
                    if (first.contains(titles.get(k))) {
                        shown[k].increment();
                    }
                }
            }
        });
        return IntStream.range(0, titles.size())
                .mapToDouble(k -> (double) shown[k].sum() / Math.max(1, asked[k].sum()))
                .average()
                .orElse(0);
    }

    private static LongAdder[] counters(int n) {
        return IntStream.range(0, n).mapToObj(k -> new LongAdder()).toArray(LongAdder[]::new);
    }

    private Judged judged(Fleet.Member member, int[] federated, int target) {
        BitSet seen = new BitSet();
        member.part().train().forEach(e -> seen.set(e.item()));
        return new Judged(
                ruler.judge(indices(member.agent().rank(RankMode.ALONE)), seen, target),
                ruler.judge(federated, seen, target),
                ruler.judge(indices(member.agent().rank(RankMode.FEDERATED)), seen, target),
                ruler.judge(popularity.ranking(seen), seen, target));
    }

    /** The list that the agent shows, of the whole catalogue; behind its longest list stand the others in the scorer's order. */
    private List<MediaId> shown(ViewerAgent agent) {
        int longest = Math.min(ViewerContext.MAX_K, data.items().size());
        List<MediaId> list = ids(agent.getRecommendations(ViewerContext.top(longest)));
        if (list.size() < longest || longest == data.items().size()) {
            return list;
        }
        Set<MediaId> whole = new LinkedHashSet<>(list);
        whole.addAll(agent.rank(RankMode.FEDERATED));
        return List.copyOf(whole);
    }

    private static List<MediaId> ids(CompletableFuture<RecommendationList> list) {
        return list.join().stream().map(Recommendation::mediaId).toList();
    }

    private int[] indices(List<MediaId> ranked) {
        // A title that is not of the data set is a wrong answer too; the ruler refuses it by its index.
        return ranked.stream().mapToInt(id -> index.getOrDefault(id, -1)).toArray();
    }

    private static final class RankingsFileOrNone implements AutoCloseable {
        private final @Nullable RankingsFile file;

        RankingsFileOrNone(Optional<Path> path) {
            file = path.map(RankingsFile::new).orElse(null);
        }

        void write(String viewer, int[] ranking, Dataset data) {
            if (file != null) {
                List<String> ids = new ArrayList<>(ranking.length);
                for (int item : ranking) {
                    ids.add(data.items().get(item).id().value());
                }
                file.write(viewer, ids);
            }
        }

        @Override
        public void close() {
            if (file != null) {
                file.close();
            }
        }
    }
}
