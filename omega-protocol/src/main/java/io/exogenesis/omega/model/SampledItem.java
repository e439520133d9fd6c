package io.exogenesis.omega.model;

/** One title of a taste sample with the strength of liking in three steps, and nothing else. */
public record SampledItem(MediaId item, Liking liking) {

    /** The three weights that may leave the device. */
    public enum Liking {
        /** Rated below 3, or left early: a low rating is still a watch. */
        LOW(.2),
        /** Rated 3–3.5, or watched with middling engagement. */
        MEDIUM(.5),
        /** Rated 4 or more, or watched with high engagement. */
        HIGH(1);

        private final double weight;

        Liking(double weight) {
            this.weight = weight;
        }

        public double weight() {
            return weight;
        }

        /** Liking of a rating on the five-star scale. */
        public static Liking ofRating(double rating) {
            return rating >= 4 ? HIGH : rating >= 3 ? MEDIUM : LOW;
        }
    }
}
