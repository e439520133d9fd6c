package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** In which order a new viewer's interactions come. */
public enum Order {
    /** As they happened. */
    ORGANIC {
        @Override
        List<RatingEvent> of(ViewerHistory viewer, int[] popularity) {
            return viewer.events();
        }
    },

    /** The viewer is shown popular titles in turn and rates those it has seen: its own ratings, most popular title first. */
    ONBOARDING {
        @Override
        List<RatingEvent> of(ViewerHistory viewer, int[] popularity) {
            return viewer.events().stream()
                    .sorted(Comparator.comparingInt((RatingEvent e) -> -popularity[e.item()])
                            .thenComparingInt(RatingEvent::item))
                    .toList();
        }
    };

    abstract List<RatingEvent> of(ViewerHistory viewer, int[] popularity);

    /** The contract's name. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A viewer after {@code n} interactions: the later liked titles are the targets, and nothing of it trains. */
    Case after(int n, ViewerHistory viewer, int[] popularity) {
        List<RatingEvent> ordered = of(viewer, popularity);
        List<RatingEvent> known = new ArrayList<>(ordered.subList(0, Math.min(n, ordered.size())));
        Set<Integer> taken = new HashSet<>();
        known.forEach(e -> taken.add(e.item()));
        List<Integer> targets = ordered.subList(known.size(), ordered.size()).stream()
                .filter(RatingEvent::liked)
                .map(RatingEvent::item)
                .filter(taken::add)
                .toList();
        return new Case(viewer.id(), List.of(), known, known.size() < n ? List.of() : targets);
    }
}
