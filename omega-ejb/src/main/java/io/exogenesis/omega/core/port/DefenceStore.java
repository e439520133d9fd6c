package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.MediaId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator said about titles, and what the defence said last. Whatever an operator changes is logged in the same
 * transaction ({@link OperatorLog}): it happened and stands in the log, or neither.
 */
public interface DefenceStore {
    /** By title. */
    List<TitleAnchor> anchors();

    /** Adds an anchor, or puts it in the place of the title's former one. */
    OperatorAction anchor(TitleAnchor anchor, OperatorAction action);

    /** Removes an anchor; a title without one is left as it is. */
    OperatorAction unanchor(MediaId title, OperatorAction action);

    /** By title the place in the log of the action that cleared its refutation. */
    Map<MediaId, Long> clearances();

    /** Adds a clearance, or puts it in the place of the title's former one. */
    OperatorAction clear(MediaId title, OperatorAction action);

    /** Removes the clearances up to this place in the log: an epoch has taken them in. */
    void forgetClearances(long through);

    /** Empty before a round said anything. */
    Optional<DefenceRecord> newest();

    /** Replaces what was said before. */
    void save(DefenceRecord newest);
}
