package io.exogenesis.omega.model;

/**
 * What became of the titles that one pattern of the bank showed: a juror's word on a pattern on probation.
 *
 * @param shown titles shown because of it, 1 to {@link ItemOutcome#MAX_SHOWN}
 * @param converted how many of these were watched with middling engagement or more, at most {@code shown}
 */
public record PatternOutcome(PatternId pattern, int shown, int converted) {
    public PatternOutcome {
        Outcomes.checkCounts(shown, converted, "converted");
    }
}
