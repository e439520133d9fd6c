package io.exogenesis.omega.viewer.track;

import io.exogenesis.omega.learning.defence.Rejections;
import io.exogenesis.omega.model.MediaId;
import java.time.Instant;

/**
 * What is remembered of the showings of one title.
 *
 * @param shown lists it stood in; 0 of a title that was skipped elsewhere
 * @param rejections how much it was skipped, rated low, or passed over
 */
public record TitleShowings(MediaId media, int shown, Rejections rejections) {
    static TitleShowings first(MediaId media) {
        return new TitleShowings(media, 1, Rejections.NONE);
    }

    static TitleShowings unshown(MediaId media) {
        return new TitleShowings(media, 0, Rejections.NONE);
    }

    TitleShowings shownAgain() {
        return new TitleShowings(media, shown + 1, rejections);
    }

    TitleShowings passed(int place, Instant at) {
        return new TitleShowings(media, shown, rejections.passedOver(place, at));
    }

    TitleShowings rejected(Instant at) {
        return new TitleShowings(media, shown, rejections.turnedDown(at));
    }
}
