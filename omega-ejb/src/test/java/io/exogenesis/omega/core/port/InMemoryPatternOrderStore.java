package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.PatternId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Orders in maps, for tests of the rules above them. */
public final class InMemoryPatternOrderStore implements PatternOrderStore {
    private final OperatorLog log;
    private final Map<PatternId, PatternPin> pins = new TreeMap<>();
    private final Map<PatternId, Long> removals = new TreeMap<>();

    public InMemoryPatternOrderStore(OperatorLog log) {
        this.log = log;
    }

    @Override
    public synchronized List<PatternPin> pins() {
        return List.copyOf(pins.values());
    }

    @Override
    public synchronized OperatorAction pin(PatternPin pin, OperatorAction action) {
        pins.put(pin.pattern(), pin);
        return log.append(action);
    }

    @Override
    public synchronized OperatorAction unpin(PatternId pattern, OperatorAction action) {
        pins.remove(pattern);
        return log.append(action);
    }

    @Override
    public synchronized Map<PatternId, Long> removals() {
        return Map.copyOf(removals);
    }

    @Override
    public synchronized OperatorAction remove(Collection<PatternId> patterns, OperatorAction action) {
        OperatorAction logged = log.append(action);
        patterns.forEach(id -> removals.put(id, logged.id()));
        return logged;
    }

    @Override
    public synchronized void forgetRemovals(long through) {
        removals.values().removeIf(a -> a <= through);
    }

    @Override
    public synchronized void forgetPins(Collection<PatternId> gone) {
        pins.keySet().removeAll(List.copyOf(gone));
    }
}
