package io.exogenesis.omega.viewer.internal.track;

import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.WatchedTitle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The history of titles, folded from events. Not thread-safe: its owner guards it. */
public final class WatchedTitles {
    /**
     * Titles remembered, about 150 bytes each. The most eager raters of MovieLens have some ten thousand; beyond twice as many what
     * was left goes first, then what was seen longest ago.
     */
    static final int MAX_TITLES = 20_000;

    /** So many more go at once, so that a full history does not look for the oldest at every event. */
    private static final int ROOM = MAX_TITLES / 100;

    private static final Comparator<WatchedTitle> OLDEST_FIRST =
            Comparator.comparing(WatchedTitle::at).thenComparingLong(WatchedTitle::order);

    private final Map<MediaId, WatchedTitle> titles = new LinkedHashMap<>();
    private long order;
    /** Made when it is asked for; that two readers make it at once does no harm, it is the same. Likewise the other. */
    private @Nullable List<WatchedTitle> sorted;

    private @Nullable List<WatchedTitle> sortedSeen;

    /** Takes one event in; returns whether the history changed. */
    public boolean apply(ViewerEvent event) {
        return switch (event) {
            case ViewerEvent.Rating r -> watched(r.media(), event, OptionalDouble.of(r.rating()), 0);
            case ViewerEvent.View v -> watched(v.media(), event, OptionalDouble.empty(), 1);
            case ViewerEvent.Skip s -> watched(s.media(), event, OptionalDouble.empty(), 1);
            // a share says how much a seen title was liked; it is no watch of an unseen one
            case ViewerEvent.Share s -> seen(s.media()) && watched(s.media(), event, OptionalDouble.empty(), 0);
            case ViewerEvent.Search s -> false;
            case ViewerEvent.Browse b -> false;
        };
    }

    /** Puts an entry back, as a snapshot of the state has it. */
    public void restore(WatchedTitle title) {
        put(title);
        order = Math.max(order, title.order());
    }

    private void put(WatchedTitle title) {
        titles.put(title.media(), title);
        sorted = null;
        sortedSeen = null;
        if (titles.size() > MAX_TITLES) {
            titles.values().stream()
                    .filter(t -> !t.media().equals(title.media()))
                    .sorted(Comparator.comparing(WatchedTitle::seen).thenComparing(OLDEST_FIRST))
                    .limit(ROOM)
                    .toList()
                    .forEach(t -> titles.remove(t.media()));
        }
    }

    /** Whether a title counts as seen ({@link WatchedTitle#seen}). */
    public boolean seen(MediaId media) {
        WatchedTitle title = titles.get(media);
        return title != null && title.seen();
    }

    /** The object that is kept of an id equal to this one, or this. */
    public MediaId kept(MediaId media) {
        WatchedTitle title = titles.get(media);
        return title == null ? media : title.media();
    }

    private boolean watched(MediaId media, ViewerEvent event, OptionalDouble rating, int watches) {
        double engagement = Engagement.of(event).orElse(0);
        WatchedTitle before = titles.get(media);
        order++;
        WatchedTitle after = before == null
                ? rated(WatchedTitle.of(media, engagement, watches, event.at(), order), rating)
                : again(before, event, rating, engagement, watches);
        put(after);
        return true;
    }

    private WatchedTitle again(
            WatchedTitle before, ViewerEvent event, OptionalDouble rating, double engagement, int watches) {
        boolean skip = event instanceof ViewerEvent.Skip;
        boolean rewatched = watches > 0 && before.watches() > 0 && before.seen() && !skip;
        double best = Math.max(before.engagement(), engagement) + (rewatched ? Engagement.AGAIN : 0);
        boolean firstSeen = !before.seen() && (rating.isPresent() || best >= WatchedTitle.SEEN);
        // what was seen stays where it was seen: a skip would make it the newest, and the newest weighs most
        boolean later = firstSeen || !event.at().isBefore(before.at()) && !(skip && before.seen());
        boolean ratedNow = rating.isPresent() && (later || before.rating().isEmpty());
        Instant at = later ? event.at() : before.at();
        WatchedTitle after = WatchedTitle.of(
                before.media(), Math.min(1, best), before.watches() + watches, at, later ? order : before.order());
        return rated(after, ratedNow ? rating : before.rating());
    }

    private static WatchedTitle rated(WatchedTitle title, OptionalDouble rating) {
        return rating.isPresent() ? title.withRating(rating.getAsDouble()) : title;
    }

    /** Forgets a title; returns whether it was there. */
    public boolean forget(MediaId media) {
        sorted = null;
        sortedSeen = null;
        return titles.remove(media) != null;
    }

    /** All entries, those that were only left among them, oldest first by (at, arrival). */
    public List<WatchedTitle> oldestFirst() {
        List<WatchedTitle> list = sorted;
        if (list == null) {
            List<WatchedTitle> copy = new ArrayList<>(titles.values());
            copy.sort(OLDEST_FIRST);
            list = List.copyOf(copy);
            sorted = list;
        }
        return list;
    }

    /** The entries that count as seen ({@link WatchedTitle#seen}), in the same order: what recommendations and samples go by. */
    public List<WatchedTitle> seenOldestFirst() {
        List<WatchedTitle> list = sortedSeen;
        if (list == null) {
            list = oldestFirst().stream().filter(WatchedTitle::seen).toList();
            sortedSeen = list;
        }
        return list;
    }

    /** The entries that do not: what was only skipped or left early. */
    public List<WatchedTitle> leftOldestFirst() {
        return oldestFirst().stream().filter(t -> !t.seen()).toList();
    }

    /** The history as scorers and samples read it: each title that was seen once, at its last watch. */
    public History history() {
        return historyOf(seenOldestFirst());
    }

    /** The same of a copy taken earlier. */
    public static History historyOf(Collection<WatchedTitle> oldestFirst) {
        return new History(oldestFirst.stream()
                .map(t -> new HistoryItem(t.media(), t.liking().weight()))
                .toList());
    }

    public int size() {
        return titles.size();
    }
}
