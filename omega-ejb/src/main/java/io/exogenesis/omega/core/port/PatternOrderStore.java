package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.PatternId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the operator said about patterns. Whatever an operator changes is logged in the same transaction ({@link OperatorLog}): it
 * happened and stands in the log, or neither.
 */
public interface PatternOrderStore {
    /** By pattern. */
    List<PatternPin> pins();

    /** Adds a pin, or puts it in the place of the pattern's former one. */
    OperatorAction pin(PatternPin pin, OperatorAction action);

    /** Removes a pin; a pattern without one is left as it is. */
    OperatorAction unpin(PatternId pattern, OperatorAction action);

    /** By pattern the place in the log of the action that took it out. */
    Map<PatternId, Long> removals();

    /** Adds removals, or puts them in the place of former ones of these patterns; their pins stay. */
    OperatorAction remove(Collection<PatternId> patterns, OperatorAction action);

    /** Forgets the removals up to this place in the log: the state at an epoch's beginning has taken them in. */
    void forgetRemovals(long through);

    /** Forgets pins of patterns that are no longer in the bank. */
    void forgetPins(Collection<PatternId> gone);
}
