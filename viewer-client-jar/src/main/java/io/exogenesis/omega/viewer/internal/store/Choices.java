package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.internal.track.Engagement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The viewer's choices with their reward and critique, newest kept. Folded from events; not thread-safe: its owner guards it.
 *
 * <p>A choice is found again by its title's place in the content space, which the catalogue already has, so that storing
 * one needs no embedder.
 */
public final class Choices {
    /** Most choices kept; the oldest go. About 2 MB. */
    static final int MAX_CHOICES = 10_000;

    private final Deque<Choice> choices = new ArrayDeque<>();
    private Optional<ViewerEvent.Search> search = Optional.empty();

    /** Remembers what the event tells, if it is about a choice. */
    void apply(long number, ViewerEvent event, long session) {
        switch (event) {
            case ViewerEvent.Search s -> search = Optional.of(s);
            case ViewerEvent.View v -> store(number, event, session, v.media(), v.duration(), OptionalDouble.empty());
            case ViewerEvent.Skip s -> store(number, event, session, s.media(), s.skipTime(), OptionalDouble.empty());
            case ViewerEvent.Rating r ->
                store(number, event, session, r.media(), Duration.ZERO, OptionalDouble.of(r.rating()));
            case ViewerEvent.Share s -> {}
            case ViewerEvent.Browse b -> {}
        }
    }

    private void store(
            long number, ViewerEvent event, long session, MediaId media, Duration watched, OptionalDouble rating) {
        Optional<String> query = search.filter(
                        s -> s.selected().filter(media::equals).isPresent())
                .map(ViewerEvent.Search::query);
        double reward = Engagement.of(event).orElse(0);
        add(new Choice(number, session, event.at(), query, media, watched, rating, reward));
    }

    /**
     * Puts a choice back, as a snapshot of the state has it; one of the first format gets a number by its place.
     *
     * @param media the choice's title, as an object that is kept already if there is one
     */
    void restore(Choice c, MediaId media) {
        add(new Choice(
                c.number() > 0
                        ? c.number()
                        : choices.isEmpty() ? 1 : choices.getLast().number() + 1,
                c.session(),
                c.at(),
                c.query(),
                media,
                c.watched(),
                c.rating(),
                c.reward()));
    }

    private void add(Choice choice) {
        choices.addLast(choice);
        if (choices.size() > MAX_CHOICES) {
            choices.removeFirst();
        }
    }

    /** The search that what is watched next may have come from. */
    Optional<ViewerEvent.Search> search() {
        return search;
    }

    /** Puts it back. */
    void restoreSearch(Optional<ViewerEvent.Search> last) {
        search = last;
    }

    /** Forgets those of these ids ({@link Choice#id()}). */
    void forget(Collection<Long> ids) {
        Set<Long> own = ids.stream().filter(id -> id < 0).collect(Collectors.toSet());
        if (!own.isEmpty()) {
            choices.removeIf(c -> own.contains(c.id())); // one pass over at most MAX_CHOICES
        }
    }

    /** Forgets the choices of a title, with the searches that led to them, and the last search if it named it. */
    void forget(MediaId title) {
        choices.removeIf(c -> c.media().equals(title));
        search = search.filter(s -> !s.results().contains(title)
                && s.selected().filter(title::equals).isEmpty());
    }

    /** All, oldest first. */
    public List<Choice> all() {
        return List.copyOf(choices);
    }

    int size() {
        return choices.size();
    }
}
