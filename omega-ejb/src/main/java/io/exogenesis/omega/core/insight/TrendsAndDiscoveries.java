package io.exogenesis.omega.core.insight;

import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.PublishedCatalogue;
import io.exogenesis.omega.learning.discovery.Discovery;
import io.exogenesis.omega.learning.discovery.TitlePair;
import io.exogenesis.omega.learning.trend.Trending;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers what is a trend and what was discovered, as of the last round, with titles in full from the catalogue. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TrendsAndDiscoveries {
    /** k of the release rule: no title is named with fewer distinct viewers behind it. */
    static final int RELEASE_SUPPORT = 3;

    private final Insights insights;
    private final Catalogue catalogue;

    /** For the container's proxies, which run no method of their own. */
    @SuppressWarnings("NullAway")
    public TrendsAndDiscoveries() {
        this(null, null);
    }

    @Inject
    public TrendsAndDiscoveries(Insights insights, Catalogue catalogue) {
        this.insights = insights;
        this.catalogue = catalogue;
    }

    /** Strongest evidence first. Titles that left the catalogue are left out. */
    public List<Trend> trends() {
        List<Trending> found = insights.trends();
        if (found.isEmpty()) {
            return List.of();
        }
        Map<Long, MediaItem> titles =
                catalogue.published().map(insights::titlesByKey).orElse(Map.of());
        List<Trend> out = new ArrayList<>();
        for (Trending t : found) {
            MediaItem title = titles.get(t.key());
            if (title != null && t.viewers() >= RELEASE_SUPPORT) {
                out.add(new Trend(title, LocalDate.ofEpochDay(t.sinceDay()), t.viewers(), t.factor(), t.evidence()));
            }
        }
        return out;
    }

    /** Strongest G² first. */
    public List<RelatedTitles> discoveries() {
        List<Discovery> found = insights.discoveries();
        if (found.isEmpty()) {
            return List.of();
        }
        Map<MediaId, MediaItem> titles = new HashMap<>();
        entries().forEach(e -> titles.put(e.item().id(), e.item()));
        List<RelatedTitles> out = new ArrayList<>();
        for (Discovery d : found) {
            TitlePair p = d.pair();
            MediaItem first = titles.get(p.a());
            MediaItem second = titles.get(p.b());
            if (first != null && second != null && p.both() >= RELEASE_SUPPORT) {
                out.add(new RelatedTitles(
                        first, second, p.both(), p.expected(), p.viewers(), p.lift(), p.g2(), d.cosine()));
            }
        }
        return out;
    }

    private List<CatalogueEntry> entries() {
        return catalogue.published().map(PublishedCatalogue::entries).orElse(List.of());
    }
}
