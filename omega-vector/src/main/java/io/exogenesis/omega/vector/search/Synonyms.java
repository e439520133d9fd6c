package io.exogenesis.omega.vector.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Terms that mean much the same: resource {@value #RESOURCE}, a group of words a line, {@code #} before a comment. */
final class Synonyms {
    private static final String RESOURCE = "/search/synonyms.txt";

    /** Read once a process, at the first search. */
    private static final Map<String, Set<String>> GROUPS = read();

    private Synonyms() {}

    /** Others with the meaning of a term, without itself. */
    static Set<String> of(String term) {
        return GROUPS.getOrDefault(term, Set.of());
    }

    private static Map<String, Set<String>> read() {
        try (@Nullable InputStream in = Synonyms.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the class path");
            }
            Map<String, Set<String>> groups = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(SearchWords::ofText)
                    .forEach(group -> join(groups, group));
            return groups;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void join(Map<String, Set<String>> groups, List<String> group) {
        for (String term : group) {
            Set<String> others = groups.computeIfAbsent(term, t -> new TreeSet<>());
            group.stream().filter(other -> !other.equals(term)).forEach(others::add);
        }
    }
}
