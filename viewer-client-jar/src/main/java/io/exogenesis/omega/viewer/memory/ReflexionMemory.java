package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.track.Engagement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Episodes with their reward and critique, newest kept. Folded from events; not thread-safe: its owner guards it.
 *
 * <p>An episode is found again by its title's place in the content space, which the catalogue already has, so that storing
 * one needs no embedder.
 */
public final class ReflexionMemory {
    /** Most episodes kept; the oldest go. About 1 MB. */
    public static final int MAX_EPISODES = 10_000;

    private final Deque<Episode> episodes = new ArrayDeque<>();
    private Optional<ViewerEvent.Search> search = Optional.empty();

    /** Remembers what the event tells, if it is about a choice. */
    void apply(ViewerEvent event, long session) {
        switch (event) {
            case ViewerEvent.Search s -> search = Optional.of(s);
            case ViewerEvent.View v -> store(event, session, v.media(), v.duration(), OptionalDouble.empty());
            case ViewerEvent.Skip s -> store(event, session, s.media(), s.skipTime(), OptionalDouble.empty());
            case ViewerEvent.Rating r -> store(event, session, r.media(), Duration.ZERO, OptionalDouble.of(r.rating()));
            case ViewerEvent.Share s -> {}
            case ViewerEvent.Browse b -> {}
        }
    }

    private void store(ViewerEvent event, long session, MediaId media, Duration watched, OptionalDouble rating) {
        Optional<String> query = search.filter(
                        s -> s.selected().filter(media::equals).isPresent())
                .map(ViewerEvent.Search::query);
        double reward = Engagement.of(event).orElse(0);
        restore(new Episode(session, event.at(), Episode.MEDIA_SELECTION, query, media, watched, rating, reward));
    }

    /** Puts an episode back, as a snapshot of the state has it. */
    void restore(Episode episode) {
        episodes.addLast(episode);
        if (episodes.size() > MAX_EPISODES) {
            episodes.removeFirst();
        }
    }

    /** The newest first, at most {@code limit}, that satisfy {@code wanted}. */
    public List<Episode> recent(int limit, Predicate<Episode> wanted) {
        List<Episode> found = new ArrayList<>();
        for (var newest = episodes.descendingIterator(); newest.hasNext() && found.size() < limit; ) {
            Episode episode = newest.next();
            if (wanted.test(episode)) {
                found.add(episode);
            }
        }
        return found;
    }

    /** All, oldest first. */
    List<Episode> all() {
        return List.copyOf(episodes);
    }

    public int size() {
        return episodes.size();
    }
}
