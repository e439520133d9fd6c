package io.exogenesis.omega.vector.search;

import io.exogenesis.omega.model.MediaItem;
import java.util.List;
import java.util.Optional;

/**
 * What a text was understood to ask for.
 *
 * @param text as it was asked
 * @param words what is left to be searched by meaning and words; empty if everything was understood otherwise
 * @param like the title that the answer should resemble
 * @param avoid words, and names of several words, that no title of the answer may have, as they were asked
 * @param years the era asked for; {@link TitleFilter#NONE} if none was
 * @param moods words of mood, as they were asked
 */
public record AskedQuery(
        String text,
        String words,
        Optional<MediaItem> like,
        List<String> avoid,
        TitleFilter years,
        List<String> moods) {
    public AskedQuery {
        avoid = List.copyOf(avoid);
        moods = List.copyOf(moods);
    }
}
