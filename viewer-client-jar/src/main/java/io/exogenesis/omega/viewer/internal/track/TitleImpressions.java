package io.exogenesis.omega.viewer.internal.track;

import io.exogenesis.omega.learning.defence.Rejections;
import io.exogenesis.omega.model.MediaId;
import java.time.Instant;

/**
 * What is remembered of the showings of one title.
 *
 * @param shown lists it stood in; 0 of a title that was skipped elsewhere
 * @param rejections how much it was skipped, rated low, or passed over
 */
public record TitleImpressions(MediaId media, int shown, Rejections rejections) {
    static TitleImpressions first(MediaId media) {
        return new TitleImpressions(media, 1, Rejections.NONE);
    }

    static TitleImpressions unshown(MediaId media) {
        return new TitleImpressions(media, 0, Rejections.NONE);
    }

    TitleImpressions shownAgain() {
        return new TitleImpressions(media, shown + 1, rejections);
    }

    TitleImpressions passed(int place, Instant at) {
        return new TitleImpressions(media, shown, rejections.passedOver(place, at));
    }

    /**
     * @param clock the last time that the device's clock is known to have shown: an event before a rejection of before that comes
     *     late, one before a rejection of behind it shows that the clock was set back
     */
    TitleImpressions rejected(Instant at, Instant clock) {
        boolean late = at.isBefore(rejections.at()) && !rejections.at().isAfter(clock);
        return new TitleImpressions(media, shown, late ? rejections.turnedDownBefore(at) : rejections.turnedDown(at));
    }

    TitleImpressions notAfter(Instant now) {
        Rejections dated = rejections.notAfter(now);
        return dated == rejections ? this : new TitleImpressions(media, shown, dated);
    }
}
