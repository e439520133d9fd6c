package io.exogenesis.omega.lab.data;

/**
 * One rating of one viewer.
 *
 * @param item index into {@link Dataset#items()}
 * @param rating stars, 0–5
 * @param epochSecond when it was given
 */
public record RatingEvent(int item, double rating, long epochSecond) {
    /** From here on a rating says "liked": the positives of every protocol. */
    public static final double LIKED = 4;

    public boolean liked() {
        return rating >= LIKED;
    }
}
