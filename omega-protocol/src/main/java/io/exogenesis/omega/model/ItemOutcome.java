package io.exogenesis.omega.model;

/**
 * What became of one title that the Core's model showed.
 *
 * @param shown how often it stood in a list that was shown because of the model, 1 to {@link #MAX_SHOWN}
 * @param watched how many of these ended in a watch with middling engagement or more, at most {@code shown}
 */
public record ItemOutcome(MediaId item, int shown, int watched) {
    /** A title that is not taken after so many showings is not shown any more; more in one report is a lie. */
    public static final int MAX_SHOWN = 100;

    public ItemOutcome {
        Outcomes.checkCounts(shown, watched, "watched");
    }
}
