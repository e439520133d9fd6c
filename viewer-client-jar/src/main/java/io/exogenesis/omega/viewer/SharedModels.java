package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.MediaItem;
import java.nio.file.Path;
import java.util.List;

/**
 * What all agents of a process share, so that the next one costs little: the embedder (loaded when a text is embedded for
 * the first time), catalogues, item models and the QUIC dialer. Thread-safe. Close it after its agents.
 */
public final class SharedModels implements AutoCloseable {

    private SharedModels() {}

    /**
     * @param cacheDirectory where catalogues and item models are kept between runs; made if absent. Several processes may
     *     share it: files are written whole and renamed.
     */
    public static SharedModels in(Path cacheDirectory) {
        return new SharedModels();
    }

    /** A catalogue for agents that have not heard of one from a Core yet; embeds the titles here and now. */
    public void useCatalogue(List<MediaItem> items) {
        throw new UnsupportedOperationException("follows");
    }

    @Override
    public void close() {}
}
