package io.exogenesis.omega.lab.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One bound that a measured figure is held against.
 *
 * @param claim what is promised, in a few words
 * @param bound the least or, with {@code atMost}, the largest value that reaches it
 * @param measured null where the report does not say
 */
public record Goal(
        String claim,
        String dataset,
        double bound,
        boolean atMost,
        @Nullable Double measured) {

    static Goal least(String claim, String dataset, double bound, @Nullable Double measured) {
        return new Goal(claim, dataset, bound, false, measured);
    }

    static Goal most(String claim, String dataset, double bound, @Nullable Double measured) {
        return new Goal(claim, dataset, bound, true, measured);
    }

    /** Whether it was measured and holds. */
    public boolean reached() {
        return measured != null && (atMost ? measured <= bound : measured >= bound);
    }

    String[] cells() {
        return new String[] {
            claim,
            dataset,
            (atMost ? "≤ " : "≥ ") + number(bound),
            measured == null ? "-" : number(measured),
            measured == null ? "not measured" : reached() ? "reached" : "**missed**"
        };
    }

    private static String number(double value) {
        double size = Math.abs(value);
        String form = size == 0 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, form, value);
    }
}
