package io.exogenesis.omega.lab.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rating scale. It is mapped linearly to half a star to five stars, so on 1 to 10 the liked ratings (from 4 stars on) begin
 * with 8.
 *
 * @param min the worst rating there can be
 * @param max the best, above {@code min}
 */
public record Scale(double min, double max) {
    private static final double WORST = .5;
    private static final double BEST = 5;
    /** Above the rounding error of the mapping, below any step of a scale. */
    private static final double GRAIN = 1e9;

    private static final Pattern MIN_MAX =
            Pattern.compile("(-?\\d+(?:\\.\\d+)?|-?\\.\\d+):(-?\\d+(?:\\.\\d+)?|-?\\.\\d+)");

    /** Half a star to five: taken as they are. */
    public static final Scale STARS = new Scale(WORST, BEST);

    public Scale {
        if (!(min < max) || Double.isInfinite(min) || Double.isInfinite(max)) {
            throw new DatasetException("a scale is MIN:MAX with MIN below MAX, not " + min + ":" + max);
        }
    }

    /**
     * Reads {@code MIN:MAX}.
     *
     * @throws DatasetException if it is none
     */
    public static Scale of(String text) {
        Matcher m = MIN_MAX.matcher(text.strip());
        if (!m.matches()) {
            throw new DatasetException("a scale is MIN:MAX such as 1:10, not " + Values.shown(text));
        }
        return new Scale(Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2)));
    }

    boolean contains(double rating) {
        return rating >= min && rating <= max;
    }

    /** In stars, .5–5. */
    double stars(double rating) {
        if (equals(STARS)) {
            return rating;
        }
        // The product first: 8 on 1:10 is 4 and not 3.9999.
        double stars = WORST + (rating - min) * (BEST - WORST) / (max - min);
        return Math.rint(stars * GRAIN) / GRAIN;
    }

    /** The rating from which on a title counts as liked. */
    double likedFrom() {
        return min + (RatingEvent.LIKED - WORST) * (max - min) / (BEST - WORST);
    }
}
