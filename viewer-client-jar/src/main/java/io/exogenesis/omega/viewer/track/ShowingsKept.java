package io.exogenesis.omega.viewer.track;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternId;
import java.util.List;

/**
 * {@link Showings} as a snapshot keeps them.
 *
 * @param open showings that are not decided yet
 * @param touched whether something was tracked since they were shown
 * @param shown number of showings so far
 * @param titles remembered, shown longest ago first
 * @param dueTitles outcomes that no report has told yet; likewise {@code duePatterns}
 * @param byPattern showings because of each pattern, ever
 * @param decided the last decided showings
 */
public record ShowingsKept(
        ShownList open,
        boolean touched,
        long shown,
        List<TitleShowings> titles,
        List<Counted<MediaId>> dueTitles,
        List<Counted<PatternId>> duePatterns,
        List<Counted<PatternId>> byPattern,
        List<DecidedShowing> decided) {
    public ShowingsKept {
        titles = List.copyOf(titles);
        dueTitles = List.copyOf(dueTitles);
        duePatterns = List.copyOf(duePatterns);
        byPattern = List.copyOf(byPattern);
        decided = List.copyOf(decided);
    }

    /** Showings of something, and how many of them were taken. */
    public record Counted<K>(K id, int shown, int taken) {}
}
