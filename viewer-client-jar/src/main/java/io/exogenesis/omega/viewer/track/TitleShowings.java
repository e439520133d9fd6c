package io.exogenesis.omega.viewer.track;

import io.exogenesis.omega.model.MediaId;

/**
 * What is remembered of the showings of one title.
 *
 * @param shown lists it stood in
 * @param passes of these, how many were passed over
 * @param rejections skipped, rated low, or passed over {@value Showings#PASSES_PER_REJECTION} times
 */
public record TitleShowings(MediaId media, int shown, int passes, int rejections) {
    TitleShowings shownAgain() {
        return new TitleShowings(media, shown + 1, passes, rejections);
    }

    TitleShowings passed() {
        int after = passes + 1;
        return new TitleShowings(
                media, shown, after, rejections + (after % Showings.PASSES_PER_REJECTION == 0 ? 1 : 0));
    }

    TitleShowings rejected() {
        return new TitleShowings(media, shown, passes, rejections + 1);
    }
}
