package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.core.catalogue.PublishedCatalogue;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.vector.search.TitleFilter;
import io.exogenesis.omega.vector.search.TitleFinder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One version of the catalogue as the pages show it; one copy for all evenings. Immutable, thread-safe. */
final class Titles {
    private final PublishedCatalogue published;
    private final TitleFinder finder;
    private final Supplier<Embedder> embedder;
    /** Titles without a year last. */
    private final List<MediaItem> newestFirst;

    private final Map<String, Long> genres;
    private final Map<Integer, Long> decades;

    private Titles(PublishedCatalogue published, Supplier<Embedder> embedder) {
        this.published = published;
        this.embedder = embedder;
        List<MediaItem> inOrder = published.titles();
        this.finder =
                new TitleFinder(published.entries().stream().map(e -> e.item()).toList(), published.search());
        this.newestFirst = inOrder.stream()
                .sorted(Comparator.comparingInt((MediaItem t) -> -t.year().orElse(0))
                        .thenComparing(MediaItem::title))
                .toList();
        this.genres = inOrder.stream()
                .flatMap(t -> t.genres().stream())
                .collect(Collectors.groupingBy(g -> g, TreeMap::new, Collectors.counting()));
        this.decades = inOrder.stream()
                .flatMap(t -> t.year().stream().boxed())
                .collect(Collectors.groupingBy(y -> y / 10 * 10, TreeMap::new, Collectors.counting()));
    }

    static Titles of(PublishedCatalogue published, Supplier<Embedder> embedder) {
        return new Titles(published, embedder);
    }

    /** Whether it was made of this very version. */
    boolean isOf(PublishedCatalogue other) {
        return published == other;
    }

    int size() {
        return published.titles().size();
    }

    Optional<MediaItem> title(MediaId id) {
        return published.title(id);
    }

    /** Genres with the number of their titles, by name. */
    Map<String, Long> genres() {
        return genres;
    }

    /** First years of decades with the number of their titles, the oldest first. */
    Map<Integer, Long> decades() {
        return decades;
    }

    TitleFinder.Answer find(String text, TitleFilter filter, int limit) {
        Optional<Embedder> model;
        try {
            model = Optional.of(embedder.get());
        } catch (EmbedderUnavailableException e) {
            model = Optional.empty();
        }
        return finder.find(
                text,
                filter,
                limit,
                model.filter(m -> m.name().equals(published.model().name())));
    }

    /** Titles that a filter lets through, the newest first. */
    List<MediaItem> browse(TitleFilter filter) {
        return newestFirst.stream().filter(filter::passes).toList();
    }

    /** Titles close in content, the closest first. */
    List<MediaItem> like(MediaItem title, int limit) {
        int row = published.space().indexOf(title.id());
        return row < 0 ? List.of() : finder.like(row, limit);
    }

    /** The one of these titles that is closest in content to a title; empty if none is in the catalogue. */
    Optional<MediaItem> closest(MediaItem title, List<MediaId> among) {
        int row = published.space().indexOf(title.id());
        if (row < 0) {
            return Optional.empty();
        }
        float[] place = published.space().centred(row);
        return among.stream()
                .filter(id -> published.space().indexOf(id) >= 0 && !id.equals(title.id()))
                .max(Comparator.comparingDouble(
                        id -> published.space().cosine(published.space().indexOf(id), place)))
                .flatMap(published::title);
    }
}
