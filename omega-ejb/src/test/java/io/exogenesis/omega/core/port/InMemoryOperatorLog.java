package io.exogenesis.omega.core.port;

import java.util.List;
import java.util.TreeMap;

/** Actions in a map, for tests of the rules above them. */
public final class InMemoryOperatorLog implements OperatorLog {
    private final TreeMap<Long, OperatorAction> actions = new TreeMap<>();
    private final int most;
    private long last;

    public InMemoryOperatorLog() {
        this(MOST);
    }

    InMemoryOperatorLog(int most) {
        this.most = most;
    }

    @Override
    public synchronized OperatorAction append(OperatorAction action) {
        OperatorAction logged = action.at(++last);
        actions.put(last, logged);
        actions.headMap(last - most, true).clear();
        return logged;
    }

    @Override
    public synchronized List<OperatorAction> page(long before, int limit) {
        return actions.headMap(before, false).descendingMap().values().stream()
                .limit(limit)
                .toList();
    }
}
