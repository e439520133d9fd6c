package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.MediaId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What operator and defence say, in maps, for tests of the rules above them. */
public final class InMemoryDefenceStore implements DefenceStore {
    private final OperatorLog log;
    private final TreeMap<MediaId, TitleAnchor> anchors = new TreeMap<>();
    private final TreeMap<MediaId, Long> clearances = new TreeMap<>();
    private Optional<DefenceRecord> newest = Optional.empty();

    public InMemoryDefenceStore(OperatorLog log) {
        this.log = log;
    }

    @Override
    public synchronized List<TitleAnchor> anchors() {
        return List.copyOf(anchors.values());
    }

    @Override
    public synchronized OperatorAction anchor(TitleAnchor anchor, OperatorAction action) {
        anchors.put(anchor.title(), anchor);
        return log.append(action);
    }

    @Override
    public synchronized OperatorAction unanchor(MediaId title, OperatorAction action) {
        anchors.remove(title);
        return log.append(action);
    }

    @Override
    public synchronized Map<MediaId, Long> clearances() {
        return Map.copyOf(clearances);
    }

    @Override
    public synchronized OperatorAction clear(MediaId title, OperatorAction action) {
        OperatorAction logged = log.append(action);
        clearances.put(title, logged.id());
        return logged;
    }

    @Override
    public synchronized void forgetClearances(long through) {
        clearances.values().removeIf(a -> a <= through);
    }

    @Override
    public synchronized Optional<DefenceRecord> newest() {
        return newest;
    }

    @Override
    public synchronized void save(DefenceRecord report) {
        newest = Optional.of(report);
    }
}
