package io.exogenesis.omega.core.catalogue;

import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.search.SearchSpace;
import io.exogenesis.omega.vector.search.TitleSearch;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A complete version of the catalogue.
 *
 * @param version of the titles, ≥ 1
 * @param model that the embeddings are of
 * @param entries titles with their embeddings, in the order in which they came
 * @param space the same embeddings, centred with their mean
 * @param search the titles by words
 * @param titles by their ids
 */
public record PublishedCatalogue(
        long version,
        EmbeddingModel model,
        List<CatalogueEntry> entries,
        ContentSpace space,
        TitleSearch search,
        List<MediaItem> titles) {
    public PublishedCatalogue {
        entries = List.copyOf(entries);
    }

    static PublishedCatalogue of(long version, EmbeddingModel model, List<CatalogueEntry> entries) {
        ContentSpace space = ContentSpace.of(
                entries.stream().map(e -> e.item().id()).toList(),
                entries.stream().map(CatalogueEntry::embedding).toList());
        TitleSearch search = new TitleSearch(
                entries.stream().map(CatalogueEntry::item).toList(), space, SearchSpace.of(space, entries));
        List<MediaItem> titles = entries.stream()
                .map(CatalogueEntry::item)
                .sorted(Comparator.comparing(MediaItem::id))
                .toList();
        return new PublishedCatalogue(version, model, entries, space, search, titles);
    }

    /** The same titles under another number. */
    PublishedCatalogue as(long number) {
        return number == version ? this : new PublishedCatalogue(number, model, entries, space, search, titles);
    }

    /** What is left without these titles. */
    PublishedCatalogue without(Set<MediaId> gone, long number) {
        return of(
                number,
                model,
                entries.stream().filter(e -> !gone.contains(e.item().id())).toList());
    }

    /** The title, or nothing. */
    public Optional<MediaItem> title(MediaId id) {
        int row = space.indexOf(id);
        return row < 0 ? Optional.empty() : Optional.of(entries.get(row).item());
    }

    /**
     * Titles behind an id in their order.
     *
     * @param after an id, of this catalogue or not; empty for the first page
     */
    public List<MediaItem> page(String after, int limit) {
        int from = 0;
        int end = titles.size();
        while (from < end) {
            int middle = (from + end) >>> 1;
            if (titles.get(middle).id().value().compareTo(after) <= 0) {
                from = middle + 1;
            } else {
                end = middle;
            }
        }
        return titles.subList(from, (int) Math.min(titles.size(), (long) from + limit));
    }
}
