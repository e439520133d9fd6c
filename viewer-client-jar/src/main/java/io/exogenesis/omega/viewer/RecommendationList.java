package io.exogenesis.omega.viewer;

import io.exogenesis.omega.viewer.track.ShownTitle;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * The answer to {@link ViewerAgent#getRecommendations}: titles, best first. Making it changes nothing; the host says with {@link
 * ViewerAgent#shown(RecommendationList)} that the viewer has seen it. Immutable.
 */
public final class RecommendationList extends AbstractList<Recommendation> implements RandomAccess {
    private final long id;
    private final List<Recommendation> titles;
    private final Optional<EmptyReason> emptyReason;
    private final Showing showing;

    /** Why there is no title. */
    public enum EmptyReason {
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

    /**
     * What is to be remembered once the list was shown.
     *
     * @param titles the first places; empty for a search, which is no showing
     * @param byCore whether something that the Core sent took part
     */
    record Showing(List<ShownTitle> titles, boolean byCore) {
        static final Showing NONE = new Showing(List.of(), false);

        Showing {
            titles = List.copyOf(titles);
        }
    }

    RecommendationList(long id, List<Recommendation> titles, Optional<EmptyReason> emptyReason, Showing showing) {
        this.id = id;
        this.titles = List.copyOf(titles);
        this.emptyReason = emptyReason;
        this.showing = showing;
    }

    /** Number of this list, from 1 on, among those of the agent since it was opened. */
    public long id() {
        return id;
    }

    /** Why the list is empty; empty if it has titles. */
    public Optional<EmptyReason> emptyReason() {
        return emptyReason;
    }

    Showing showing() {
        return showing;
    }

    @Override
    public Recommendation get(int index) {
        return titles.get(index);
    }

    @Override
    public int size() {
        return titles.size();
    }
}
