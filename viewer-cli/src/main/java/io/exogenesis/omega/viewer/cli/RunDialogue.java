package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.RecommendationList.EmptyReason;
import io.exogenesis.omega.viewer.ScorePart;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.ViewerEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The conversation of {@code run}: one line in, one step done. Everything that is confirmed is durable. */
final class RunDialogue {
    private static final String HELP = """
            watch N [MINUTES]   seen to its end, or left after so many minutes
            rate N STARS        0 to 5
            skip N [MINUTES]    not tonight
            share N             told somebody about it
            search TEXT         titles by name, then by meaning
            genre [NAME]        only this one; without a name all again
            list                the recommendations; an empty line does the same
            why N               what put it into this place
            quit                learn and leave (so does the end of the input)
            N is a number of the list, or a title's id.""";

    private final ViewerAgent agent;
    private final Screen screen;
    private final int k;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private List<MediaId> shown = List.of();
    private List<Recommendation> reasons = List.of();
    private List<String> genres = List.of();
    private @Nullable String searched;

    RunDialogue(ViewerAgent agent, Screen screen, int k) {
        this.agent = agent;
        this.screen = screen;
        this.k = k;
        List.of("watched", "rated", "skipped", "shared", "searched").forEach(what -> counts.put(what, 0));
    }

    void spend(BufferedReader lines) throws IOException {
        list();
        screen.text("Say help for what you can do.");
        boolean on = true;
        while (on) {
            screen.prompt();
            String line = lines.readLine();
            on = line != null && step(line.strip());
        }
        endSearch(Optional.empty());
        end();
    }

    /** Whether the evening goes on. */
    private boolean step(String line) {
        List<String> words =
                Arrays.stream(line.split("\\s+")).filter(w -> !w.isEmpty()).toList();
        String verb = words.isEmpty() ? "list" : words.getFirst().toLowerCase(Locale.ROOT);
        String rest =
                words.isEmpty() ? "" : line.substring(words.getFirst().length()).strip();
        try {
            switch (verb) {
                case "watch", "rate", "skip", "share" -> act(verb, words);
                case "search" -> search(rest);
                case "genre" -> genre(rest);
                case "list" -> {
                    endSearch(Optional.empty());
                    list();
                }
                case "why" -> why(words);
                case "help", "?" -> screen.text(HELP);
                case "quit", "exit" -> {
                    return false;
                }
                default -> screen.problem("There is no '" + verb + "': say help for what there is.");
            }
        } catch (InvalidValueException e) {
            screen.problem(e.getMessage() + ".");
        }
        return true;
    }

    private void act(String verb, List<String> words) {
        Optional<MediaId> named = words.size() < 2 ? Optional.empty() : title(words.get(1));
        if (named.isEmpty()) {
            screen.problem(
                    words.size() < 2
                            ? verb + " needs a number of the list or a title's id."
                            : "There is no '" + words.get(1) + "' in the list or the catalogue.");
            return;
        }
        Optional<Double> number;
        try {
            number = words.size() < 3 ? Optional.empty() : Optional.of(Double.valueOf(words.get(2)));
        } catch (NumberFormatException e) {
            screen.problem("'" + words.get(2) + "' is no number.");
            return;
        }
        MediaId media = named.get();
        if (verb.equals("rate") && number.isEmpty()) {
            screen.problem("rate needs stars, 0 to 5: rate " + words.get(1) + " 4.");
            return;
        }
        ViewerEvent event = event(verb, media, number);
        endSearch(Optional.of(media));
        agent.track(event).join();
        String past = past(verb);
        counts.merge(past, 1, Integer::sum);
        screen.done(verb, past.substring(0, 1).toUpperCase(Locale.ROOT) + past.substring(1) + ": " + name(media) + ".");
        if (!verb.equals("share")) {
            list();
        }
    }

    private static ViewerEvent event(String verb, MediaId media, Optional<Double> number) {
        Instant now = Instant.now();
        return switch (verb) {
            case "watch" -> new ViewerEvent.View(media, minutes(number), number.isEmpty(), now);
            case "rate" -> new ViewerEvent.Rating(media, number.orElseThrow(), now);
            case "skip" -> new ViewerEvent.Skip(media, minutes(number), now);
            default -> new ViewerEvent.Share(media, now);
        };
    }

    private static Duration minutes(Optional<Double> number) {
        double minutes = number.orElse(0.0);
        if (!(minutes >= 0 && minutes <= Duration.ofDays(366).toMinutes())) {
            throw new InvalidValueException("minutes are between 0 and a year, not " + minutes);
        }
        return Duration.ofSeconds(Math.round(minutes * 60));
    }

    private static String past(String verb) {
        return switch (verb) {
            case "watch" -> "watched";
            case "rate" -> "rated";
            case "skip" -> "skipped";
            default -> "shared";
        };
    }

    /** A number of the list, or an id. */
    private Optional<MediaId> title(String word) {
        if (word.matches("\\d{1,3}")) {
            int place = Integer.parseInt(word);
            if (place >= 1 && place <= shown.size()) {
                return Optional.of(shown.get(place - 1));
            }
        }
        MediaId media = new MediaId(word);
        return agent.getTitle(media).map(MediaItem::id);
    }

    private void list() {
        RecommendationList best = agent.getRecommendations(ViewerContext.top(k).withGenres(genres))
                .join();
        show(genres.isEmpty() ? "For you:" : "For you, " + String.join(", ", genres) + ":", best, List.of());
        best.emptyReason().map(EmptyReason::text).ifPresent(screen::text);
        agent.shown(best).join();
    }

    private void show(String heading, List<Recommendation> best, List<MediaItem> named) {
        List<Screen.Place> places = new ArrayList<>();
        List<MediaId> ids = new ArrayList<>();
        for (MediaItem item : named) {
            ids.add(item.id());
            places.add(new Screen.Place(item.id().value(), name(item.id()), "Has it in its name"));
        }
        for (Recommendation r : best) {
            if (!ids.contains(r.mediaId()) && ids.size() < k) {
                ids.add(r.mediaId());
                places.add(new Screen.Place(r.mediaId().value(), name(r.mediaId()), r.reason()));
            }
        }
        shown = List.copyOf(ids);
        reasons = best;
        screen.list(heading, places);
    }

    private void search(String text) {
        if (text.isEmpty()) {
            screen.problem("search needs words.");
            return;
        }
        endSearch(Optional.empty());
        ViewerContext context = ViewerContext.top(k).withGenres(genres).withQuery(text);
        String wanted = text.toLowerCase(Locale.ROOT);
        List<MediaItem> named = agent.catalogue().stream()
                .filter(item -> item.title().toLowerCase(Locale.ROOT).contains(wanted))
                .limit(k)
                .toList();
        List<Recommendation> near = agent.getRecommendations(context).join();
        searched = text;
        counts.merge("searched", 1, Integer::sum);
        show("Found for '" + text + "':", near, named);
    }

    /** A search is told when it is known what came of it. */
    private void endSearch(Optional<MediaId> selected) {
        String text = searched;
        if (text == null) {
            return;
        }
        searched = null;
        selected.filter(shown::contains)
                .map(chosen -> agent.trackSearch(text, shown, chosen))
                .orElseGet(() -> agent.trackSearch(text, shown))
                .join();
    }

    private void genre(String name) {
        endSearch(Optional.empty());
        genres = name.isEmpty() ? List.of() : List.of(name);
        list();
    }

    private void why(List<String> words) {
        Optional<MediaId> media = words.size() < 2 ? Optional.empty() : title(words.get(1));
        Optional<Recommendation> found = media.flatMap(
                m -> reasons.stream().filter(r -> r.mediaId().equals(m)).findFirst());
        if (found.isEmpty()) {
            screen.problem("why needs a number of the list.");
            return;
        }
        screen.text(name(found.get().mediaId()) + ":\n"
                + String.join("\n", sentences(found.get().parts())));
    }

    /** A line for each sentence. */
    static List<String> sentences(List<ScorePart> parts) {
        Map<String, Double> shares = new LinkedHashMap<>();
        parts.forEach(part -> shares.merge(part.text(), part.share(), Double::sum));
        return shares.entrySet().stream()
                .map(one -> String.format(Locale.ROOT, "  %+8.3f  %s", one.getValue(), one.getKey()))
                .toList();
    }

    private void end() {
        List<ExogenesisPattern> patterns = agent.learnFromSession().join();
        counts.put("titles", agent.stats().memory().titles());
        counts.put("patterns", patterns.size());
        String best = patterns.stream()
                .sorted((a, b) -> Double.compare(b.successRate(), a.successRate()))
                .flatMap(p -> p.context().genres().stream())
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
        screen.summary(
                counts,
                "This evening: " + counts.get("watched") + " watched, " + counts.get("rated") + " rated, "
                        + counts.get("skipped") + " skipped, " + counts.get("shared") + " shared, "
                        + counts.get("searched") + " searched for. Titles in the memory: "
                        + counts.get("titles") + ", patterns learned: " + patterns.size()
                        + (best.isEmpty() ? "" : " (best: " + best + ")") + "; nothing has left this device.");
    }

    private String name(MediaId media) {
        return agent.getTitle(media)
                .map(item -> item.title()
                        + (item.year().isPresent() ? " (" + item.year().getAsInt() + ")" : ""))
                .orElse(media.value());
    }
}
