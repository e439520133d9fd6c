package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.track.Engagement;
import io.exogenesis.omega.viewer.internal.track.WatchedTitles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What must have happened for a title of an exported history to be as it is. The journal is the only way into an agent's
 * memory, so a title comes back as events that lead to the same rating, engagement and number of watches.
 *
 * <p>{@link Engagement} is asked rather than repeated: a watch is a view of the length that gives the engagement, or one seen to
 * its end where that gives it; the watches behind it are skips of no length, which add nothing but the count.
 */
final class ImportedEvents {
    /** Longest view that is tried; its engagement is as near to the most of a view as makes no difference. */
    private static final Duration LONGEST = Duration.ofHours(6);
    /** Engagement counts in steps of hundredths; this is far below. */
    private static final double CLOSE = 1e-6;

    private ImportedEvents() {}

    static List<ViewerEvent> of(WatchedTitle title) {
        List<ViewerEvent> events = new ArrayList<>();
        if (title.watches() > 0) {
            watches(title, events);
        } else if (title.rating().isPresent()) {
            betterBefore(title).ifPresent(events::add);
        }
        title.rating().ifPresent(r -> events.add(new ViewerEvent.Rating(title.media(), r, title.at())));
        // what no watch and no rating explains was a share
        if (title.engagement() > 1 - CLOSE && folded(events) < 1 - CLOSE) {
            events.add(new ViewerEvent.Share(title.media(), title.at()));
        }
        return events;
    }

    private static void watches(WatchedTitle title, List<ViewerEvent> events) {
        ViewerEvent.View completed = new ViewerEvent.View(title.media(), Duration.ZERO, true, title.at());
        double most = of(new ViewerEvent.View(title.media(), LONGEST, false, title.at()));
        int counted = 1;
        if (Math.abs(title.engagement() - of(completed)) < CLOSE || title.engagement() > 1 - CLOSE) {
            events.add(completed);
        } else if (title.engagement() <= most) {
            events.add(viewWorth(title, title.engagement()));
        } else {
            // more than a view can be worth: only watching again leads there
            events.add(viewWorth(title, title.engagement() - again(title)));
            events.add(viewWorth(title, 0));
            counted = 2;
        }
        for (; counted < title.watches(); counted++) {
            events.add(new ViewerEvent.Skip(title.media(), Duration.ZERO, title.at()));
        }
    }

    /** The rating that came before, if the title was rated down: its engagement stayed. */
    private static Optional<ViewerEvent> betterBefore(WatchedTitle title) {
        return IntStream.rangeClosed(0, 5)
                .mapToObj(stars -> (ViewerEvent) new ViewerEvent.Rating(title.media(), stars, title.at()))
                .filter(rating -> of(rating) > 0 && Math.abs(of(rating) - title.engagement()) < CLOSE)
                .findFirst();
    }

    /** What a second watch of a title that was seen adds. */
    private static double again(WatchedTitle title) {
        ViewerEvent.View seen = viewWorth(title, WatchedTitle.SEEN);
        return folded(List.of(seen, viewWorth(title, 0))) - of(seen);
    }

    /** The engagement that the events lead to. */
    private static double folded(List<? extends ViewerEvent> events) {
        WatchedTitles folded = new WatchedTitles();
        events.forEach(folded::apply);
        return folded.size() == 0 ? 0 : folded.oldestFirst().getFirst().engagement();
    }

    /** The view whose engagement is this, found by halving: engagement grows with time. */
    private static ViewerEvent.View viewWorth(WatchedTitle title, double engagement) {
        long low = 0;
        long high = LONGEST.toMillis();
        while (low < high) {
            long middle = (low + high) / 2;
            // never less: eighty minutes are worth .75 to the bit, and from there on a title is liked
            if (of(new ViewerEvent.View(title.media(), Duration.ofMillis(middle), false, title.at())) < engagement) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return new ViewerEvent.View(title.media(), Duration.ofMillis(low), false, title.at());
    }

    private static double of(ViewerEvent event) {
        OptionalDouble engagement = Engagement.of(event);
        return engagement.orElse(0);
    }
}
