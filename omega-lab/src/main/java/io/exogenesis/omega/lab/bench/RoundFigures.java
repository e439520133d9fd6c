package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.lab.bench.RoundClock.Part;
import java.util.Arrays;
import java.util.Locale;

/**
 * What one run of {@link ConsensusTrial} measured.
 *
 * @param scratchParts seconds of the parts of a round from scratch, in the order of {@link Part}
 * @param moreParts the same of the next round, with 1 % new
 * @param heap MB at the most
 */
record RoundFigures(double[] scratchParts, double[] moreParts, double heap) {
    /** @param line the trial's numbers */
    static RoundFigures of(double[] line) {
        int parts = Part.values().length;
        return new RoundFigures(
                Arrays.copyOf(line, parts), Arrays.copyOfRange(line, parts, 2 * parts), line[2 * parts]);
    }

    double scratch() {
        return Arrays.stream(scratchParts).sum();
    }

    double scratch(Part part) {
        return scratchParts[part.ordinal()];
    }

    double more() {
        return Arrays.stream(moreParts).sum();
    }

    double more(Part part) {
        return moreParts[part.ordinal()];
    }

    /** For a person who waits. */
    String line() {
        return String.format(Locale.ROOT, "%.1f s, with 1 %% new %.2f s, %.0f MB", scratch(), more(), heap);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof RoundFigures f
                && f.heap == heap
                && Arrays.equals(f.scratchParts, scratchParts)
                && Arrays.equals(f.moreParts, moreParts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(scratchParts);
    }
}
