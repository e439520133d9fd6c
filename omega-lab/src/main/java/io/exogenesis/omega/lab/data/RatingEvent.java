package io.exogenesis.omega.lab.data;

/**
 * One rating of one viewer, or one event of implicit feedback.
 *
 * @param item index into {@link Dataset#items()}
 * @param rating stars, 0–5; implicit feedback has {@link #IMPLICIT}
 * @param epochSecond when it was given
 * @param count how often the viewer watched the item up to this event, this one included; 1 for a rating, however often it
 *     was changed
 */
public record RatingEvent(int item, double rating, long epochSecond, float count) {
    /** From here on a rating says "liked": the positives of every protocol. */
    public static final double LIKED = 4;

    /** The rating of implicit feedback: each event is a like. */
    public static final double IMPLICIT = 5;

    /** One rating. */
    public RatingEvent(int item, double rating, long epochSecond) {
        this(item, rating, epochSecond, 1);
    }

    public boolean liked() {
        return rating >= LIKED;
    }

    /** The same event with another rating. */
    public RatingEvent rated(double stars) {
        return new RatingEvent(item, stars, epochSecond, count);
    }
}
