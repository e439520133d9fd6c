package io.exogenesis.omega.vector.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a word says of a mood: resource {@value #RESOURCE}, whose head explains its form. */
final class Moods {
    private static final String RESOURCE = "/search/moods.txt";

    /** Read once a process, at the first search that asks. */
    private static final Map<String, Mood> BY_WORD = read();

    private Moods() {}

    /**
     * A mood.
     *
     * @param carried genres that carry it, lower case
     * @param broken genres that break it, lower case
     */
    record Mood(List<String> carried, List<String> broken) {
        /** From −1 to 1: how far these genres carry the mood rather than break it. */
        double of(List<String> genres) {
            double sum = 0;
            for (String genre : genres) {
                String folded = genre.toLowerCase(Locale.ROOT);
                sum += carried.contains(folded) ? 1 : broken.contains(folded) ? -1 : 0;
            }
            return genres.isEmpty() ? 0 : sum / genres.size();
        }
    }

    /** @param word lower case, without hyphens */
    static Optional<Mood> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    private static Map<String, Mood> read() {
        try (@Nullable InputStream in = Moods.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the class path");
            }
            Map<String, Mood> moods = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> add(line, moods));
            return Map.copyOf(moods);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(String line, Map<String, Mood> moods) {
        int colon = line.indexOf(':');
        List<String> carried = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (String genre :
                line.substring(colon + 1).strip().toLowerCase(Locale.ROOT).split(" ")) {
            if (genre.startsWith("-")) {
                broken.add(genre.substring(1));
            } else {
                carried.add(genre);
            }
        }
        Mood mood = new Mood(List.copyOf(carried), List.copyOf(broken));
        for (String word : line.substring(0, colon).split(" ")) {
            moods.put(word, mood);
        }
    }
}
