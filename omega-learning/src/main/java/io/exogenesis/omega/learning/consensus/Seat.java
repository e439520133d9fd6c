package io.exogenesis.omega.learning.consensus;

/**
 * A juror's place and what its titles came to.
 *
 * @param shown titles that the pattern showed to it, at most the plan's showings
 * @param converted how many of them were watched
 * @param until last epoch in which the place is kept for it although it is silent
 */
public record Seat(int shown, int converted, long until) {

    enum Word {
        YES,
        NO,
        PENDING
    }

    /** With one more report. What goes beyond the plan's showings is left out, and its conversions in proportion. */
    Seat with(int moreShown, int moreConverted, JuryPlan plan) {
        int room = plan.showings() - shown;
        if (room <= 0 || moreShown <= 0) {
            return this;
        }
        if (moreShown <= room) {
            return new Seat(shown + moreShown, converted + moreConverted, until);
        }
        int part = (int) Math.round((double) moreConverted * room / moreShown);
        return new Seat(plan.showings(), converted + part, until);
    }

    /** Yes is certain as soon as it is reached, no only at the last showing. */
    Word word(JuryPlan plan) {
        return converted >= plan.conversions() ? Word.YES : shown >= plan.showings() ? Word.NO : Word.PENDING;
    }
}
