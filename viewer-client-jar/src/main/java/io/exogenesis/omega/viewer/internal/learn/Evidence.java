package io.exogenesis.omega.viewer.internal.learn;

import io.exogenesis.omega.viewer.DecidedImpression;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import io.exogenesis.omega.viewer.internal.track.Watch;
import java.util.List;

/**
 * What the agent remembers, as the learners read it: a consistent copy, taken once. None of it leaves the device.
 *
 * @param titles the history, oldest first, each title once; what was only left among them, as evidence of what is not liked
 * @param watches the newest choices, at most 10,000, in the order they came
 * @param showings the newest showings whose end is known, at most 1,000, oldest first
 */
public record Evidence(List<WatchedTitle> titles, List<Watch> watches, List<DecidedImpression> showings) {
    public Evidence {
        titles = List.copyOf(titles);
        watches = List.copyOf(watches);
        showings = List.copyOf(showings);
    }

    /** All that this agent remembers. */
    public static Evidence of(AgentState state) {
        return new Evidence(
                state.titles().oldestFirst(), state.watches(), state.showings().decided());
    }

    /** A history of which nothing more is known. */
    public static Evidence ofHistory(List<WatchedTitle> titles) {
        return new Evidence(titles, List.of(), List.of());
    }
}
