package io.exogenesis.omega.learning.consensus;

import io.exogenesis.omega.learning.LearningException;

/**
 * How a pattern on probation is tried: {@code jurors} viewers who do not support it see {@code showings} titles each because
 * of it; a juror says yes if at least {@code conversions} of them were watched; {@code needed} yes admit it.
 *
 * <p>{@code showings}, {@code conversions} and the least number of jurors are LEARNING.md §4's, by base rate. That table keeps
 * both errors below .05 if the share of liars in a jury is exactly the tolerated one. A jury that is drawn has more of them
 * now and then (the errors are then up to .16), so it is made as large as it takes for a drawn one. Among the shares that keep
 * both errors, the one nearest to the specification's threshold is taken.
 *
 * @param showings n, at least 1
 * @param jurors J, at least 1
 * @param conversions k, 1 to n
 * @param needed yes that admit, 1 to J
 */
public record JuryPlan(int showings, int jurors, int conversions, int needed) {
    /** Largest chance to admit a bad pattern, and to refuse a good one. */
    public static final double MAX_ERROR = .05;
    /**
     * A bad pattern converts at most so often, relative to the base rate. LEARNING.md §4 has D ≈ .07 at a base rate of .075,
     * about .07; a pattern that converts half as often as others is not bad but mediocre, and no jury of this size tells it.
     */
    public static final double BAD = .1;

    private static final int MAX_JURORS = 201;

    /** A line of LEARNING.md §4; it holds from this base rate up. The first is the most cautious. */
    private enum Row {
        RARE(0, 40, 51, 2),
        USUAL(.15, 20, 51, 2),
        FREQUENT(.30, 20, 9, 3);

        private final double from;
        private final int showings;
        private final int jurors;
        private final int conversions;

        Row(double from, int showings, int jurors, int conversions) {
            this.from = from;
            this.showings = showings;
            this.jurors = jurors;
            this.conversions = conversions;
        }
    }

    /** Base rate of the first row, for which nothing needs to be known. */
    public static final double CAUTIOUS_RATE = .075;

    public JuryPlan {
        if (showings < 1 || jurors < 1 || conversions < 1 || conversions > showings || needed < 1 || needed > jurors) {
            throw new LearningException("a jury of " + jurors + " with " + showings + " showings cannot need " + needed
                    + " yes of " + conversions + " conversions each");
        }
    }

    /**
     * The plan for a base rate.
     *
     * @param baseRate share of showings that end in a watch, as measured; below {@link #CAUTIOUS_RATE} that one is assumed
     * @param threshold share of yes that one would like to ask for
     * @param tolerance share of liars that is to be withstood. From about .43 no jury can tell good from bad: then the largest
     *     one must reach the threshold
     */
    public static JuryPlan of(double baseRate, double threshold, double tolerance) {
        double rate = Double.isFinite(baseRate) ? Math.clamp(baseRate, CAUTIOUS_RATE, 1) : CAUTIOUS_RATE;
        Row row = Row.RARE;
        for (Row r : Row.values()) {
            row = rate >= r.from ? r : row;
        }
        double good = (1 - tolerance) * Binomial.atLeast(row.showings, rate, row.conversions);
        double bad = tolerance + (1 - tolerance) * Binomial.atLeast(row.showings, BAD * rate, row.conversions);
        for (int jurors = row.jurors; jurors <= MAX_JURORS; jurors += 2) {
            int needed = nearest(jurors, good, bad, threshold);
            if (needed > 0) {
                return new JuryPlan(row.showings, jurors, row.conversions, needed);
            }
        }
        int asked = Math.clamp((long) Math.ceil(threshold * MAX_JURORS), 1, MAX_JURORS);
        return new JuryPlan(row.showings, MAX_JURORS, row.conversions, asked);
    }

    /** Yes that keep both errors, as near to the threshold as can be; 0 if there are none. */
    private static int nearest(int jurors, double good, double bad, double threshold) {
        int least = jurors + 1; // fewer would admit bad ones
        while (least > 1 && Binomial.atLeast(jurors, bad, least - 1) <= MAX_ERROR) {
            least--;
        }
        int most = 0; // more would refuse good ones
        while (most < jurors && 1 - Binomial.atLeast(jurors, good, most + 1) <= MAX_ERROR) {
            most++;
        }
        return least > most ? 0 : Math.clamp(Math.round(threshold * jurors), least, most);
    }

    /** Chance that a drawn jury admits a pattern that converts at {@link #BAD} of the base rate, all liars being for it. */
    public double admitsBad(double baseRate, double liars) {
        return Binomial.atLeast(jurors, liars + (1 - liars) * saysYes(BAD * baseRate), needed);
    }

    /** Chance that a drawn jury refuses a pattern that converts at the base rate, all liars being against it. */
    public double refusesGood(double baseRate, double liars) {
        return 1 - Binomial.atLeast(jurors, (1 - liars) * saysYes(baseRate), needed);
    }

    /** Chance that an honest juror says yes to a pattern of this conversion rate. */
    public double saysYes(double rate) {
        return Binomial.atLeast(showings, rate, conversions);
    }

    /** Share of yes that admits: τ. */
    public double threshold() {
        return (double) needed / jurors;
    }
}
