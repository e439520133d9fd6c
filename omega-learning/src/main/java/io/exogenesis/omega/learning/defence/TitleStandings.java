package io.exogenesis.omega.learning.defence;

import java.util.List;

/**
 * Titles that are not free, as of one round.
 *
 * @param titles by their ids, at most {@link #MOST}
 * @param more titles that were left out
 */
public record TitleStandings(List<TitleStanding> titles, int more) {
    /** Beyond, the least important are left out and counted: an operator reads no more, and it is stored with each round. */
    public static final int MOST = 1_000;

    /** Nothing was looked at. */
    public static final TitleStandings NONE = new TitleStandings(List.of(), 0);

    public TitleStandings {
        titles = List.copyOf(titles);
    }
}
