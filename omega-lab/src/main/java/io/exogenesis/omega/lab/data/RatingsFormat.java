package io.exogenesis.omega.lab.data;

import java.nio.file.Path;

/**
 * A format of ratings of one's own. Found by {@link java.util.ServiceLoader} and asked before the formats that the lab knows, so
 * every command with {@code --ratings} takes it; it has a public constructor without parameters.
 */
public interface RatingsFormat {

    /** Whether the directory is of this format; a look at its file names should do. */
    boolean accepts(Path directory);

    /**
     * Reads it. Events of a viewer are ordered by (timestamp, item), and each item id stands once.
     *
     * @throws DatasetException if something in it is broken: one line that names the file and the place
     */
    Dataset read(Path directory);
}
