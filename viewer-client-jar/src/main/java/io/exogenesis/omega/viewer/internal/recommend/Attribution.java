package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.viewer.WatchedTitle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Which title of the history a recommendation is owed to, by trying: the taste is scored again without the title, and what the
 * recommendation loses is that title's share.
 *
 * <p>Of ten titles that say the same each has a share near nothing, and one below nothing is not named: then it is the history
 * as a whole. Scoring costs milliseconds, hence only the {@value #TRIED} titles that most recommendations of the list seem to be owed
 * to ({@link Reasons}) are tried.
 */
final class Attribution {
    /** Each costs one more scoring of the catalogue; recommendations of one list mostly share their causes. */
    static final int TRIED = 2;

    private final List<Tried> tried = new ArrayList<>();

    /** A title of the history and what the taste says of all titles without it. */
    private record Tried(WatchedTitle title, float[] without) {}

    /** A title of the history and its share in one recommendation, above 0. */
    record Share(WatchedTitle title, double share) {}

    /**
     * @param shown indices of the recommendations, in order
     * @param scoring standardised taste without one title of the history
     */
    Attribution(int[] shown, Reasons reasons, Function<WatchedTitle, float[]> scoring) {
        Map<WatchedTitle, Double> votes = new HashMap<>();
        for (int place = 0; place < shown.length; place++) {
            double weight = 1. / (place + 1); // the first places are read most
            reasons.strongest(shown[place]).ifPresent(title -> votes.merge(title, weight, Double::sum));
        }
        // side by side: nobody waits for one after the other
        List<CompletableFuture<Tried>> trying = votes.entrySet().stream()
                .sorted(Map.Entry.<WatchedTitle, Double>comparingByValue()
                        .reversed()
                        .thenComparing(e -> e.getKey().media()))
                .limit(TRIED)
                .map(e -> CompletableFuture.supplyAsync(
                        () -> new Tried(e.getKey(), scoring.apply(e.getKey())), Thread::startVirtualThread))
                .toList();
        trying.forEach(t -> tried.add(t.join()));
    }

    /** The tried title that title {@code j} owes most to, if it owes anything to one. */
    Optional<Share> of(int j, float[] taste) {
        Optional<Share> best = Optional.empty();
        for (Tried t : tried) {
            double share = (double) taste[j] - t.without()[j];
            if (share > best.map(Share::share).orElse(0.)) {
                best = Optional.of(new Share(t.title(), share));
            }
        }
        return best;
    }
}
