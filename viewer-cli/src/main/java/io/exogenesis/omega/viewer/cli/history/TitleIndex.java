package io.exogenesis.omega.viewer.cli.history;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.cli.history.SoughtTitle.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds titles of a catalogue by name and year. Accents, case, punctuation and the place of an article do not matter; years may
 * differ by one. What could be several titles is not guessed.
 */
public final class TitleIndex {
    /** Festivals come before cinemas: services differ by as much. */
    private static final int YEARS_APART = 1;
    /** Names of an episode have few parts; more are not looked through. */
    private static final int MOST_PARTS = 8;

    private static final Pattern COLON = Pattern.compile("\\s*[:：]\\s+");
    /** What stands behind a show's name where an episode follows. */
    private static final Pattern EPISODE = Pattern.compile(
            "[\"“„«]|\\b(?:season|series|episode|chapter|part|volume|book|collection|staffel|folge|teil|kapitel|saison|épisode"
                    + "|chapitre|partie|temporada|episodio|episódio|capítulo|parte|stagione|capitolo|seizoen|aflevering|deel"
                    + "|säsong|avsnitt|sæson|sesong|kausi|sezon|odcinek|évad|řada|sezóna)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, List<MediaItem>> exact = new HashMap<>();
    private final Map<String, List<MediaItem>> loose = new HashMap<>();
    private final Map<String, List<MediaItem>> looseEnglish = new HashMap<>();

    /** What came of a search. */
    public sealed interface Match {
        record Found(MediaId media) implements Match {}

        /** Several titles have the name. */
        record Unclear(int titles) implements Match {}

        record Unknown() implements Match {}
    }

    /** @param catalogue gone through once */
    public TitleIndex(List<MediaItem> catalogue) {
        for (MediaItem item : catalogue) {
            for (String name : TitleKeys.names(item.title())) {
                add(exact, TitleKeys.exact(name), item);
                add(loose, TitleKeys.loose(name), item);
                add(looseEnglish, TitleKeys.looseEnglish(name), item);
            }
        }
    }

    private static void add(Map<String, List<MediaItem>> index, String key, MediaItem item) {
        List<MediaItem> items = index.computeIfAbsent(key, k -> new ArrayList<>(1));
        if (!items.contains(item)) {
            items.add(item);
        }
    }

    /** The title that is meant. */
    public Match find(SoughtTitle sought) {
        Match best = new Match.Unknown();
        for (String name : sought.names()) {
            for (String one : TitleKeys.spellings(name)) {
                best = better(best, named(one, sought.year(), sought.form()));
            }
            if (sought.form() == Form.EPISODE || sought.form() == Form.FILM_OR_EPISODE) {
                best = better(best, show(name));
            }
        }
        return best;
    }

    private static Match better(Match before, Match now) {
        return before instanceof Match.Found || now instanceof Match.Unknown ? before : now;
    }

    /** The series whose name the name of an episode begins with; the longest counts. */
    private Match show(String name) {
        Matcher colon = COLON.matcher(name);
        List<Integer> ends = new ArrayList<>();
        List<Integer> rests = new ArrayList<>();
        while (ends.size() < MOST_PARTS && colon.find()) {
            ends.add(colon.start());
            rests.add(colon.end());
        }
        Match best = new Match.Unknown();
        for (int i = ends.size() - 1; i >= 0; i--) {
            // a film's name may begin with a series' name: "Show: Subtitle" is no episode, "Show: X: Y" is
            boolean episode = i < ends.size() - 1
                    || EPISODE.matcher(name.substring(rests.get(i))).find();
            if (episode) {
                for (String one : TitleKeys.spellings(name.substring(0, ends.get(i)))) {
                    best = better(best, named(one, OptionalInt.empty(), Form.EPISODE));
                }
            }
        }
        return best;
    }

    private Match named(String name, OptionalInt year, Form form) {
        Match same = pick(exact.get(TitleKeys.exact(name)), year, form);
        if (!(same instanceof Match.Unknown)) {
            return same;
        }
        // without a year a foreign article is too little to tell "Die Hard" from "Hard"
        return year.isPresent()
                ? pick(loose.get(TitleKeys.loose(name)), year, form)
                : pick(looseEnglish.get(TitleKeys.looseEnglish(name)), year, form);
    }

    private static Match pick(@Nullable List<MediaItem> candidates, OptionalInt year, Form form) {
        if (candidates == null) {
            return new Match.Unknown();
        }
        List<MediaItem> left = candidates;
        if (form == Form.EPISODE) {
            left = ofKind(left, true);
        }
        if (year.isPresent()) {
            left = nearest(left, year.getAsInt());
        }
        if (left.size() > 1) {
            List<MediaItem> ofKind = ofKind(left, form == Form.SERIES);
            left = ofKind.isEmpty() ? left : ofKind;
        }
        return switch (left.size()) {
            case 0 -> new Match.Unknown();
            case 1 -> new Match.Found(left.getFirst().id());
            default -> new Match.Unclear(left.size());
        };
    }

    private static List<MediaItem> ofKind(List<MediaItem> items, boolean series) {
        return items.stream()
                .filter(item -> (item.kind() == MediaItem.Kind.SERIES) == series)
                .toList();
    }

    /** Those whose year is nearest and near enough; a title whose year nobody knows comes behind them. */
    private static List<MediaItem> nearest(List<MediaItem> items, int year) {
        for (int apart = 0; apart <= YEARS_APART; apart++) {
            int distance = apart;
            List<MediaItem> near = items.stream()
                    .filter(item ->
                            item.year().isPresent() && Math.abs(item.year().getAsInt() - year) == distance)
                    .toList();
            if (!near.isEmpty()) {
                return near;
            }
        }
        return items.stream().filter(item -> item.year().isEmpty()).toList();
    }
}
