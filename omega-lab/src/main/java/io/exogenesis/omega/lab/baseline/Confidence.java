package io.exogenesis.omega.lab.baseline;

import java.util.ArrayList;
import java.util.List;

/**
 * How much more a title that was watched n times says than one that was watched once: {@code c(n) = 1 + linear·(n − 1) +
 * log·(log₂(1 + n) − 1)}. Hu, Koren, Volinsky, "Collaborative filtering for implicit feedback datasets", ICDM 2008, propose the
 * linear and the logarithmic form, relative to a first watch; here c(1) = 1, so that data without counts are as before.
 *
 * @param linear in [0, 1)
 * @param log in [0, 1]; one of the two is 0
 */
public record Confidence(double linear, double log) {
    /** However often a title was watched, it weighs the same. */
    public static final Confidence NONE = new Confidence(0, 0);

    private static final String LINEAR = "linear";
    private static final String LOG = "log";

    /** Thirty watches weigh four times as much as one. */
    private static final double SLOPE = .1;

    private static final double LN_2 = Math.log(2);

    /** That of a setting; {@link #NONE} where it names none. */
    static Confidence of(Setting setting) {
        return new Confidence(setting.getOr(LINEAR, 0), setting.getOr(LOG, 0));
    }

    /** The grid, and where the training has counts all of it with either form, too: validation chooses. */
    static List<Setting> forms(List<Setting> grid, Training training) {
        List<Setting> out = new ArrayList<>(logarithmic(grid, training));
        if (training.counted()) {
            out.addAll(Setting.times(grid, LINEAR, SLOPE));
        }
        return out;
    }

    /** The same with the logarithmic form only, for models whose fit costs more. */
    static List<Setting> logarithmic(List<Setting> grid, Training training) {
        List<Setting> out = new ArrayList<>(grid);
        if (training.counted()) {
            out.addAll(Setting.times(grid, LOG, 1));
        }
        return out;
    }

    /** @param count above 0 */
    double of(float count) {
        return 1 + linear * (count - 1) + log * (Math.log1p(count) / LN_2 - 1);
    }
}
