package io.exogenesis.omega.viewer.cli.history;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A title as another service names it.
 *
 * @param names the one that is shown first, then others that it goes by; none is blank
 * @param year of its first release, if the service says
 */
public record SoughtTitle(List<String> names, OptionalInt year, Form form) {
    /** What a name stands for. */
    public enum Form {
        /** A film, as far as is known: of a film and a series of the same name, the film. */
        FILM,
        SERIES,
        /** An episode or a season, named as "Show: Season 1: Episode", or by its show alone. */
        EPISODE,
        /** A film, or an episode named as above. */
        FILM_OR_EPISODE
    }

    static SoughtTitle of(Form form, OptionalInt year, String... names) {
        return new SoughtTitle(
                Stream.of(names)
                        .map(String::strip)
                        .filter(n -> !n.isEmpty())
                        .distinct()
                        .toList(),
                year,
                form);
    }

    /** For a person: name and year. */
    public String shown() {
        String name = names.isEmpty() ? "(no name)" : Objects.requireNonNull(names.getFirst());
        return year.isPresent() ? name + " (" + year.getAsInt() + ")" : name;
    }
}
