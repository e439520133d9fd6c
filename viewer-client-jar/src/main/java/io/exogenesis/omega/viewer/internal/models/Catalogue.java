package io.exogenesis.omega.viewer.internal.models;

import io.exogenesis.omega.learning.item.TitleFacts;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.search.SearchSpace;
import io.exogenesis.omega.vector.search.TitleSearch;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The titles that can be recommended, and their places in the content space. Immutable; one copy a process. */
public final class Catalogue {
    private final long version;
    private final EmbeddingModel model;
    private final List<MediaItem> items;
    private final ContentSpace content;
    private final TitleFacts facts;
    private final TitleSearch search;
    private final int[] placeById;
    private final int[] byId;

    /**
     * Of the built-in model.
     *
     * @param version as the Core counts it; 0 if it came from the host and not from a Core
     * @param items in the order of {@code content}
     */
    public Catalogue(long version, List<MediaItem> items, ContentSpace content, SearchSpace space) {
        this(version, EmbeddingModel.MINI_LM, items, content, space);
    }

    /** @param model that the vectors are of */
    public Catalogue(
            long version, EmbeddingModel model, List<MediaItem> items, ContentSpace content, SearchSpace space) {
        this(
                version,
                model,
                List.copyOf(items),
                TitleFacts.of(items),
                new TitleSearch(List.copyOf(items), content, space),
                content,
                sorted(content));
    }

    /** A catalogue without descriptions. */
    public Catalogue(long version, List<MediaItem> items, ContentSpace content) {
        this(version, items, content, SearchSpace.of(content));
    }

    /**
     * @param items unmodifiable
     * @param order titles by ascending id
     */
    Catalogue(
            long version,
            EmbeddingModel model,
            List<MediaItem> items,
            TitleFacts facts,
            TitleSearch search,
            ContentSpace content,
            int[] order) {
        if (items.size() != content.size() || order.length != content.size()) {
            throw new IllegalArgumentException(items.size() + " titles do not fit " + content.size() + " vectors");
        }
        this.version = version;
        this.model = model;
        this.items = items;
        this.content = content;
        this.facts = facts;
        this.search = search;
        this.byId = order;
        this.placeById = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            placeById[order[place]] = place;
        }
    }

    private static int[] sorted(ContentSpace content) {
        return IntStream.range(0, content.size())
                .boxed()
                .sorted((a, b) -> content.id(a).compareTo(content.id(b)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The same titles as the host's own. */
    public Catalogue ofHost() {
        return new Catalogue(0, model, items, facts, search, content, byId);
    }

    /** Whose vectors these are: those of another model do not compare with them. */
    public EmbeddingModel model() {
        return model;
    }

    public long version() {
        return version;
    }

    public List<MediaItem> items() {
        return items;
    }

    public MediaItem item(int index) {
        return items.get(index);
    }

    public ContentSpace content() {
        return content;
    }

    /** Years and genres, in the order of {@link #content()}. */
    public TitleFacts facts() {
        return facts;
    }

    /** The titles by words. */
    public TitleSearch search() {
        return search;
    }

    public Optional<MediaItem> find(MediaId id) {
        int index = content.indexOf(id);
        return index < 0 ? Optional.empty() : Optional.of(items.get(index));
    }

    public int size() {
        return items.size();
    }

    /** Place of a title among all ids in ascending order: what breaks ties. */
    public int placeById(int index) {
        return placeById[index];
    }

    /** The title at a place among all ids in ascending order. */
    public int atPlace(int place) {
        return byId[place];
    }
}
