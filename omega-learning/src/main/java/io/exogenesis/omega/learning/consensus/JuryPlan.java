package io.exogenesis.omega.learning.consensus;

import io.exogenesis.omega.learning.LearningException;
import org.jspecify.annotations.Nullable;

/**
 * How a pattern on probation is tried: {@code jurors} viewers who do not support it see {@code showings} titles each because
 * of it; a juror says yes if at least {@code conversions} of them were watched; {@code needed} yes admit it.
 *
 * <p>Both errors are to stay below {@link #MAX_ERROR} for a jury that is drawn by lot, and so has more liars than their share now
 * and then. The fewer showings a juror has, the sooner it can speak, and the more jurors it takes: so a plan has the fewest
 * showings for which there are viewers enough. They grow as the base rate falls, so that a good pattern always brings the same
 * conversions. The specification's threshold is asked for where it keeps both errors, else the nearest share that does.
 * LEARNING.md §4 has a table of three base rates instead: between its lines such a plan errs far more than at them
 * (decision 0019).
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
     * A bad pattern converts at most so often, relative to the base rate. One that converts half as often as others is not bad
     * but mediocre, and no jury of this size tells it.
     */
    public static final double BAD = .2;
    /** Assumed where nothing is known: few showings end in a watch. */
    public static final double CAUTIOUS_RATE = .05;
    /** Lower rates count as this: {@link #showings} would grow beyond what a juror sees in its time. */
    public static final double LEAST_RATE = .02;

    /**
     * Conversions that a good pattern brings a juror on average. Below 3 no jury of {@link #MAX_JURORS} keeps both errors at base rates
     * below .3, from 12 on a jury gets hardly any smaller.
     */
    private static final int[] EXPECTED = {3, 4, 5, 6, 8, 10, 12};

    private static final int MIN_JURORS = 5;
    static final int MAX_JURORS = 201;

    public JuryPlan {
        if (showings < 1 || jurors < 1 || conversions < 1 || conversions > showings || needed < 1 || needed > jurors) {
            throw new LearningException("a jury of " + jurors + " with " + showings + " showings cannot need " + needed
                    + " yes of " + conversions + " conversions each");
        }
    }

    /**
     * The plan for a base rate.
     *
     * @param baseRate share of showings that end in a watch, as measured; NaN if it is not known
     * @param threshold share of yes that one would like to ask for
     * @param tolerance share of liars that is to be withstood. From about .43 no jury can tell good from bad: then the largest
     *     one must reach the threshold
     * @param available viewers who may sit on the jury. If they are too few for any plan, the one with the fewest jurors is made,
     *     which more viewers may fill one day
     */
    public static JuryPlan of(double baseRate, double threshold, double tolerance, int available) {
        double rate = Double.isFinite(baseRate) ? Math.clamp(baseRate, LEAST_RATE, 1) : CAUTIOUS_RATE;
        int most = (int) Math.ceil(EXPECTED[EXPECTED.length - 1] / rate);
        int asked = Math.clamp((long) Math.ceil(threshold * MAX_JURORS), 1, MAX_JURORS);
        JuryPlan fewest = new JuryPlan(most, MAX_JURORS, sharpest(most, rate), asked);
        for (boolean asAsked : new boolean[] {true, false}) {
            for (int expected : EXPECTED) {
                int showings = (int) Math.ceil(expected / rate);
                JuryPlan plan = smallest(showings, rate, threshold, tolerance, asAsked);
                if (plan != null && plan.jurors <= available) {
                    return plan;
                }
                fewest = plan != null && plan.jurors < fewest.jurors ? plan : fewest;
            }
        }
        return fewest;
    }

    /**
     * The smallest jury with so many showings each that keeps both errors; null if there is none.
     *
     * @param asAsked only if the threshold itself keeps them
     */
    private static @Nullable JuryPlan smallest(
            int showings, double rate, double threshold, double tolerance, boolean asAsked) {
        int conversions = sharpest(showings, rate);
        double good = (1 - tolerance) * Binomial.atLeast(showings, rate, conversions);
        double bad = tolerance + (1 - tolerance) * Binomial.atLeast(showings, BAD * rate, conversions);
        for (int jurors = MIN_JURORS; jurors <= MAX_JURORS; jurors += 2) {
            int needed = nearest(jurors, good, bad, threshold);
            if (needed > 0 && (!asAsked || needed == Math.round(threshold * jurors))) {
                return new JuryPlan(showings, jurors, conversions, needed);
            }
        }
        return null;
    }

    /** Conversions for a yes at which an honest juror tells good from bad most often. */
    private static int sharpest(int showings, double rate) {
        double[] good = Binomial.tails(showings, rate);
        double[] bad = Binomial.tails(showings, BAD * rate);
        int best = 1;
        for (int k = 2; k <= showings; k++) {
            best = good[k] - bad[k] > good[best] - bad[best] ? k : best;
        }
        return best;
    }

    /** Yes that keep both errors, as near to the threshold as can be; 0 if there are none. */
    private static int nearest(int jurors, double good, double bad, double threshold) {
        double[] goods = Binomial.tails(jurors, good);
        double[] bads = Binomial.tails(jurors, bad);
        int least = jurors + 1; // fewer would admit bad ones
        while (least > 1 && bads[least - 1] <= MAX_ERROR) {
            least--;
        }
        int most = 0; // more would refuse good ones
        while (most < jurors && 1 - goods[most + 1] <= MAX_ERROR) {
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
