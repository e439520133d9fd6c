package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.ShownTitle;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/** A list as the agent made it, with what is to be remembered once it was shown. Immutable. */
final class PreparedList extends AbstractList<Recommendation> implements RecommendationList, RandomAccess {
    private final long id;
    private final List<Recommendation> titles;
    private final Optional<EmptyReason> emptyReason;
    private final Showing showing;

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

    PreparedList(long id, List<Recommendation> titles, Optional<EmptyReason> emptyReason, Showing showing) {
        this.id = id;
        this.titles = List.copyOf(titles);
        this.emptyReason = emptyReason;
        this.showing = showing;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
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
