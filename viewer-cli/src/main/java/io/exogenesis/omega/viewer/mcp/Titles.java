package io.exogenesis.omega.viewer.mcp;

import io.exogenesis.omega.mcp.ToolProblem;
import io.exogenesis.omega.mcp.UntrustedText;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.ViewerAgent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Titles as callers name them: checked against the catalogue, so that an invented id is an answer and not a memory. */
final class Titles {
    /** What to do where a catalogue is missing. */
    static final String NO_CATALOGUE =
            "There is no catalogue yet: start the server with --catalogue FILE (movies.csv or"
                    + " JSON Lines, or \"builtin\"), or register with a Core once: viewer sync --core URI --enrol CODE --pin PIN.";

    private static final int SUGGESTED = 3;

    private Titles() {}

    /**
     * The id, if the catalogue knows it or there is no catalogue yet.
     *
     * @throws ToolProblem with titles that may be meant
     */
    static MediaId known(String what, String id, ViewerAgent agent) {
        MediaId media = id(what, id);
        List<MediaItem> catalogue = agent.catalogue();
        if (catalogue.isEmpty() || agent.getTitle(media).isPresent()) {
            return media;
        }
        List<MediaItem> near = named(id, catalogue);
        throw new ToolProblem("The catalogue has no title with the id " + UntrustedText.echo(id) + "; "
                + (near.isEmpty()
                        ? "ids look like "
                                + UntrustedText.quoted(catalogue.getFirst().id().value())
                                + ", viewer_get_recommendations names some and viewer_stats tells how many there are."
                        : "did you mean "
                                + near.stream()
                                        .map(item ->
                                                UntrustedText.quoted(item.id().value()) + " (" + name(item) + ")")
                                        .collect(Collectors.joining(", "))
                                + "?"));
    }

    static MediaId id(String what, String id) {
        try {
            return new MediaId(id);
        } catch (InvalidValueException e) {
            throw new ToolProblem(what + " is the id of a title, 1 to " + MediaId.MAX_BYTES
                    + " bytes without control characters, not " + UntrustedText.echo(id) + ".");
        }
    }

    /** Titles whose name holds the text, the shortest first: the closest fit. */
    private static List<MediaItem> named(String text, List<MediaItem> catalogue) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.length() < 3) {
            return List.of();
        }
        return catalogue.stream()
                .filter(item -> item.title().toLowerCase(Locale.ROOT).contains(wanted))
                .sorted((a, b) -> Integer.compare(a.title().length(), b.title().length()))
                .limit(SUGGESTED)
                .toList();
    }

    /** Quoted, with its year. */
    static String name(MediaItem item) {
        return UntrustedText.quoted(item.title())
                + (item.year().isPresent() ? ", " + item.year().getAsInt() : "");
    }

    /** The name of a title that may not be known. */
    static Optional<String> name(MediaId media, ViewerAgent agent) {
        return agent.getTitle(media).map(Titles::name);
    }
}
