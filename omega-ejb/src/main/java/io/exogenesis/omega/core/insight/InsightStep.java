package io.exogenesis.omega.core.insight;

import io.exogenesis.omega.learning.discovery.Discoveries;
import io.exogenesis.omega.learning.discovery.DiscoverySettings;
import io.exogenesis.omega.learning.discovery.PairSearch;
import io.exogenesis.omega.learning.trend.TrendFeed;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From the state at the epoch's start and the epoch's samples to trends and discoveries. Pure. */
final class InsightStep {
    /**
     * Viewers whose samples are searched for pairs: some seconds of work. Pseudonyms are random, so those that come first are as
     * good as any.
     */
    private static final int MOST_VIEWERS = 20_000;

    private static final Comparator<ReceivedSample> ORDER = Comparator.comparingLong(ReceivedSample::day)
            .thenComparing(ReceivedSample::pseudonym)
            .thenComparingLong(ReceivedSample::seq);

    private InsightStep() {}

    static InsightState next(InsightState before, InsightInput in) {
        InsightState.Feed startOfThis = before.without(in.withdrawn()).epochStart();
        TrendFeed feed = startOfThis.copy();
        Map<String, TasteSample> newest = new TreeMap<>();
        in.samples().stream()
                .sorted(ORDER)
                .forEach(s -> known(s.sample(), in.content()).ifPresent(sample -> {
                    feed.take(s.pseudonym(), sample, s.day(), in.keys());
                    newest.put(s.pseudonym(), sample);
                }));
        Discoveries found = discoveries(newest, in);
        Discoveries all = before.known().joined(found, in.epoch(), DiscoverySettings.DEFAULT);
        return new InsightState(
                in.endOfEpoch() ? InsightState.Feed.of(feed) : startOfThis,
                in.endOfEpoch() ? all : before.known(),
                feed.trending(in.today()),
                all);
    }

    /** Only titles of the catalogue; empty if there is none. */
    private static Optional<TasteSample> known(TasteSample sample, ContentSpace content) {
        List<SampledItem> known = sample.items().stream()
                .filter(i -> content.indexOf(i.item()) >= 0)
                .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(new TasteSample(known));
    }

    private static Discoveries discoveries(Map<String, TasteSample> newest, InsightInput in) {
        List<TasteSample> samples = newest.values().stream().limit(MOST_VIEWERS).toList();
        return Discoveries.of(
                PairSearch.find(samples, DiscoverySettings.DEFAULT),
                (a, b) -> cosine(in.content(), a, b),
                in.epoch(),
                DiscoverySettings.DEFAULT);
    }

    private static double cosine(ContentSpace content, MediaId a, MediaId b) {
        return content.cosine(content.indexOf(a), content.centred(content.indexOf(b)));
    }
}
