package io.exogenesis.omega.viewer;

import java.util.List;
import java.util.Optional;

/**
 * The answer to {@link ViewerAgent#getRecommendations}: titles, best first. Making it changes nothing; the host says with {@link
 * ViewerAgent#shown(RecommendationList)} that the viewer has seen it. Immutable.
 */
public interface RecommendationList extends List<Recommendation> {
    /** Why there is no title. */
    enum EmptyReason {
        /** The agent knows of no titles: no Core has sent a catalogue, and the host has given none. */
        NO_CATALOGUE("There is no catalogue yet: sync with a Core, or give the agent one."),
        /** The viewer has watched every title of the catalogue. */
        ALL_SEEN("The viewer has seen every title of the catalogue."),
        /** Titles are unseen, but none has a genre that was asked for. */
        NONE_OF_GENRE("No unseen title has a genre that was asked for.");

        private final String text;

        EmptyReason(String text) {
            this.text = text;
        }

        /** One sentence for a person. */
        public String text() {
            return text;
        }
    }

    /** Number of this list, from 1 on, among those of the agent since it was opened. */
    long id();

    /** Why the list is empty; empty if it has titles. */
    Optional<EmptyReason> emptyReason();
}
