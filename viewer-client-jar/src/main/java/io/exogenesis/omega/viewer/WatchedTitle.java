package io.exogenesis.omega.viewer;

import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.learning.taste.TasteItem;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem.Liking;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one title that the viewer rated, watched, or left. A title is one entry however often it was watched; the
 * last watch gives the place in the history. One that was only left has not been {@link #seen}: it may be recommended, and
 * leaves with no sample.
 */
public final class WatchedTitle {
    /**
     * Engagement from which on a title counts as watched and not as left: where middling liking begins, as for a sample
     * ({@link HistoryItem#liking}); 25 minutes.
     */
    public static final double SEEN = .35;

    private final MediaId media;
    private final OptionalDouble rating;
    private final double engagement;
    private final int watches;
    private final Instant at;
    private final long order;

    private WatchedTitle(MediaId media, OptionalDouble rating, double engagement, int watches, Instant at, long order) {
        this.media = media;
        this.rating = rating;
        this.engagement = engagement;
        this.watches = watches;
        this.at = at;
        this.order = order;
    }

    /** A title without a rating. */
    public static WatchedTitle of(MediaId media, double engagement, int watches, Instant at, long order) {
        return new WatchedTitle(media, OptionalDouble.empty(), engagement, watches, at, order);
    }

    /** The same with an explicit rating. */
    public WatchedTitle withRating(double stars) {
        return new WatchedTitle(media, OptionalDouble.of(stars), engagement, watches, at, order);
    }

    public MediaId media() {
        return media;
    }

    /** The last explicit one; it outweighs everything watched. */
    public OptionalDouble rating() {
        return rating;
    }

    /** Best of what was measured, in [0, 1]. */
    public double engagement() {
        return engagement;
    }

    /** Views and skips so far. */
    public int watches() {
        return watches;
    }

    /** Last rated or watched; of a title that was only left, when that was. */
    public Instant at() {
        return at;
    }

    /** The order of arrival; breaks ties of {@code at}. */
    public long order() {
        return order;
    }

    /**
     * Whether it counts as seen: rated, or watched with middling engagement, which is to its end or for 25 minutes and more. Skips
     * never lead there (the engagement of a skip is at most .3), and what was seen stays so.
     */
    public boolean seen() {
        return rating.isPresent() || engagement >= SEEN;
    }

    /** Reward in [0, 1] for the learner. */
    public double reward() {
        return rating.isPresent() ? TasteItem.rewardOfRating(rating.getAsDouble()) : engagement;
    }

    /** The strength of liking in three steps; a rating ≥ 4 is HIGH, 3–3.5 MEDIUM, below LOW, and so is engagement ≥ .75, ≥ .35. */
    public Liking liking() {
        return rating.isPresent() ? Liking.ofRating(rating.getAsDouble()) : new HistoryItem(media, engagement).liking();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WatchedTitle o && parts().equals(o.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "WatchedTitle" + parts();
    }

    private List<Object> parts() {
        return List.of(media, rating, engagement, watches, at, order);
    }
}
