package io.exogenesis.omega.core.insight;

import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.PublishedCatalogue;
import io.exogenesis.omega.learning.discovery.Discovery;
import io.exogenesis.omega.learning.discovery.TitlePair;
import io.exogenesis.omega.learning.trend.Trending;
import io.exogenesis.omega.model.MediaItem;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers what is a trend and what was discovered, as of the last round, with titles in full from the catalogue. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TrendsAndDiscoveries {
    /** k of the release rule: no title is named with fewer distinct viewers behind it. */
    static final int RELEASE_SUPPORT = 3;

    private Insights insights;
    private Catalogue catalogue;

    @SuppressWarnings("NullAway.Init") // the container's proxies run no method of their own
    public TrendsAndDiscoveries() {}

    @Inject
    public TrendsAndDiscoveries(Insights insights, Catalogue catalogue) {
        this.insights = insights;
        this.catalogue = catalogue;
    }

    /** Strongest evidence first. Titles that left the catalogue are left out. */
    public List<Trend> trends() {
        return catalogue.published().stream()
                .flatMap(now -> insights.trends().stream().flatMap(t -> trend(t, now).stream()))
                .toList();
    }

    private Optional<Trend> trend(Trending t, PublishedCatalogue now) {
        return t.viewers() < RELEASE_SUPPORT
                ? Optional.empty()
                : insights.titles()
                        .title(t.key(), now)
                        .map(title -> new Trend(
                                title, LocalDate.ofEpochDay(t.sinceDay()), t.viewers(), t.factor(), t.evidence()));
    }

    /** Strongest G² first. */
    public List<RelatedTitles> discoveries() {
        return catalogue.published().stream()
                .flatMap(now -> insights.discoveries().stream().flatMap(d -> related(d, now)))
                .toList();
    }

    private static Stream<RelatedTitles> related(Discovery d, PublishedCatalogue now) {
        TitlePair p = d.pair();
        Optional<MediaItem> first = now.title(p.a());
        Optional<MediaItem> second = now.title(p.b());
        return first.isEmpty() || second.isEmpty() || p.both() < RELEASE_SUPPORT
                ? Stream.empty()
                : Stream.of(new RelatedTitles(
                        first.get(), second.get(), p.both(), p.expected(), p.viewers(), p.lift(), p.g2(), d.cosine()));
    }
}
