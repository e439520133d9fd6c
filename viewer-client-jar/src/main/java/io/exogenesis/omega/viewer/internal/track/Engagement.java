package io.exogenesis.omega.viewer.internal.track;

import io.exogenesis.omega.learning.taste.TasteItem;
import io.exogenesis.omega.viewer.ViewerEvent;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How much a viewer liked what it did, in [0, 1].
 *
 * <p>A rating speaks for itself: 1 for ≥ 4, .6 for 3–3.5, 0 below. Otherwise, with t the time watched:
 *
 * <pre>
 * completed view          .9
 * view                    min(.85, 1 − 2^(−t / 40 min))
 * skip                    half of a view's, at most .3
 * share                   1
 * watched again           + .15, at most 1
 * </pre>
 *
 * <p>The length of a title is not known here, hence a half-life: 40 minutes watched say .5, 80 minutes .75, which is where
 * {@link io.exogenesis.omega.model.SampledItem.Liking#HIGH} begins.
 */
public final class Engagement {
    /** Minutes watched that are worth one half. */
    static final double HALF_LIFE_MINUTES = 40;

    static final double COMPLETED = .9;
    static final double MOST_OF_A_VIEW = .85;
    static final double MOST_OF_A_SKIP = .3;
    static final double AGAIN = .15;
    private static final double MILLIS_PER_MINUTE = 60_000;

    private Engagement() {}

    /** Engagement of one event, empty for what is not about one watched title. */
    public static OptionalDouble of(ViewerEvent event) {
        return switch (event) {
            case ViewerEvent.Rating r -> OptionalDouble.of(TasteItem.rewardOfRating(r.rating()));
            case ViewerEvent.View v -> OptionalDouble.of(ofView(v.duration(), v.completed()));
            case ViewerEvent.Skip s -> OptionalDouble.of(Math.min(MOST_OF_A_SKIP, watched(s.skipTime()) / 2));
            case ViewerEvent.Share s -> OptionalDouble.of(1);
            case ViewerEvent.Search s -> OptionalDouble.empty();
            case ViewerEvent.Browse b -> OptionalDouble.empty();
        };
    }

    private static double ofView(Duration duration, boolean completed) {
        return completed ? COMPLETED : Math.min(MOST_OF_A_VIEW, watched(duration));
    }

    private static double watched(Duration duration) {
        return 1 - Math.pow(2, -duration.toMillis() / MILLIS_PER_MINUTE / HALF_LIFE_MINUTES);
    }
}
