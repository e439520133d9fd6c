package io.exogenesis.omega.core.catalogue;

import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.search.SearchSpace;
import io.exogenesis.omega.vector.search.TitleSearch;
import java.util.List;

/**
 * A complete version of the catalogue.
 *
 * @param version of the titles, ≥ 1
 * @param model that the embeddings are of
 * @param entries titles with their embeddings, in the order in which they came
 * @param space the same embeddings, centred with their mean
 * @param search the titles by words
 */
public record PublishedCatalogue(
        long version, EmbeddingModel model, List<CatalogueEntry> entries, ContentSpace space, TitleSearch search) {
    public PublishedCatalogue {
        entries = List.copyOf(entries);
    }

    static PublishedCatalogue of(long version, EmbeddingModel model, List<CatalogueEntry> entries) {
        ContentSpace space = ContentSpace.of(
                entries.stream().map(e -> e.item().id()).toList(),
                entries.stream().map(CatalogueEntry::embedding).toList());
        TitleSearch search = new TitleSearch(
                entries.stream().map(CatalogueEntry::item).toList(), space, SearchSpace.of(space, entries));
        return new PublishedCatalogue(version, model, entries, space, search);
    }
}
