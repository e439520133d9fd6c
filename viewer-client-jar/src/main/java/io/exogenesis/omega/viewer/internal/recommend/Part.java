package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.viewer.ScorePart;
import java.util.function.IntFunction;

/**
 * One summand of all titles' scores.
 *
 * @param values by title of the catalogue
 * @param named the part of one title, its share filled in
 */
record Part(float[] values, IntFunction<ScorePart> named) {

    /** The same kind and sentence for all titles. */
    static Part of(ScorePart.Kind kind, float[] values, String text) {
        return new Part(values, j -> part(kind, values[j], text));
    }

    static ScorePart part(ScorePart.Kind kind, double share, String text) {
        return ScorePart.of(kind, share, text);
    }
}
