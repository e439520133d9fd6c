package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.store.KnownPattern;
import java.util.List;
import java.util.Optional;

/**
 * What one recommendation goes by: a consistent copy, taken once.
 *
 * @param titles that the viewer has seen, oldest first
 * @param left titles that it only skipped or left early: they may be recommended, and speak against their genres
 * @param patterns own and the bank's, conflicts resolved
 * @param itemModel of the Core, if the agent has heard of one
 */
public record Knowledge(
        List<WatchedTitle> titles,
        List<WatchedTitle> left,
        List<KnownPattern> patterns,
        Catalogue catalogue,
        Optional<ItemModel> itemModel) {
    public Knowledge {
        titles = List.copyOf(titles);
        left = List.copyOf(left);
        patterns = List.copyOf(patterns);
    }

    /** Of a viewer that has left nothing. */
    public Knowledge(
            List<WatchedTitle> titles,
            List<KnownPattern> patterns,
            Catalogue catalogue,
            Optional<ItemModel> itemModel) {
        this(titles, List.of(), patterns, catalogue, itemModel);
    }

    /** Without one of the titles that were seen. */
    Knowledge without(WatchedTitle title) {
        List<WatchedTitle> rest = titles.stream().filter(t -> !t.equals(title)).toList();
        return new Knowledge(rest, left, patterns, catalogue, itemModel);
    }
}
