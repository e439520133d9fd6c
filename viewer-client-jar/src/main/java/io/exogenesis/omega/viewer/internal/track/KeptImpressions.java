package io.exogenesis.omega.viewer.internal.track;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.viewer.DecidedImpression;
import java.util.List;

/**
 * {@link ImpressionLog} as a snapshot keeps them.
 *
 * @param open showings that are not decided yet
 * @param places the best place that each of them stood at, from 1 on, in their order
 * @param touched whether something was tracked since they were shown
 * @param shown number of showings so far
 * @param titles remembered, shown longest ago first
 * @param dueTitles outcomes that no report has told yet; likewise {@code duePatterns}
 * @param byPattern showings because of each pattern, ever
 * @param decided the last decided showings
 */
public record KeptImpressions(
        ShownList open,
        List<Integer> places,
        boolean touched,
        long shown,
        List<TitleImpressions> titles,
        List<Counted<MediaId>> dueTitles,
        List<Counted<PatternId>> duePatterns,
        List<Counted<PatternId>> byPattern,
        List<DecidedImpression> decided) {
    public KeptImpressions {
        places = List.copyOf(places);
        if (places.size() != open.titles().size() || places.stream().anyMatch(p -> p < 1)) {
            throw new InvalidValueException("each open showing has one place, from 1 on");
        }
        titles = List.copyOf(titles);
        dueTitles = List.copyOf(dueTitles);
        duePatterns = List.copyOf(duePatterns);
        byPattern = List.copyOf(byPattern);
        decided = List.copyOf(decided);
    }

    /** Showings of something, and how many of them were taken. */
    public record Counted<K>(K id, int shown, int taken) {}
}
