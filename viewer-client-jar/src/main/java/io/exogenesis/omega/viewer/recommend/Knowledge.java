package io.exogenesis.omega.viewer.recommend;

import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.viewer.memory.Catalogue;
import io.exogenesis.omega.viewer.memory.KnownPattern;
import io.exogenesis.omega.viewer.track.WatchedTitle;
import java.util.List;
import java.util.Optional;

/**
 * What one recommendation goes by: a consistent copy, taken once.
 *
 * @param titles the history, oldest first
 * @param patterns own and the bank's, conflicts resolved
 * @param itemModel of the Core, if the agent has heard of one
 */
public record Knowledge(
        List<WatchedTitle> titles, List<KnownPattern> patterns, Catalogue catalogue, Optional<ItemModel> itemModel) {
    public Knowledge {
        titles = List.copyOf(titles);
        patterns = List.copyOf(patterns);
    }
}
