package io.exogenesis.omega.core.admin;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes one line into the log when a check goes down and one when it is up again. Not thread-safe: one timer calls it. */
final class CheckLog {
    private static final System.Logger LOG = System.getLogger(CheckLog.class.getName());

    private final Map<String, Boolean> known = new TreeMap<>();

    void look(List<Check> checks) {
        for (Check check : checks) {
            boolean before = known.getOrDefault(check.name(), true);
            known.put(check.name(), check.up());
            if (before && !check.up()) {
                LOG.log(Level.WARNING, "not ready: {0}: {1}", check.name(), check.detail());
            } else if (!before && check.up()) {
                LOG.log(Level.INFO, "ready again: {0}: {1}", check.name(), check.detail());
            }
        }
    }
}
