package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.util.List;

/**
 * A change of the titles.
 *
 * @param put new titles, and known ones with other texts
 * @param gone that are withdrawn
 */
public record TitleChange(List<MediaItem> put, List<MediaId> gone) {
    public TitleChange {
        put = List.copyOf(put);
        gone = List.copyOf(gone);
    }
}
