package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.consensus.Cohort;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports of the audit cohort in the epoch: each once, those of one viewer in the order in which they were made. */
final class OutcomeBook {
    private final Map<ViewerId, TreeMap<Long, OutcomeRow>> byViewer = new HashMap<>();
    private final Cohort cohort = new Cohort();
    private int size;

    Cohort cohort() {
        return cohort;
    }

    /** Takes a report; returns whether it is new. */
    boolean take(OutcomeRow row) {
        TreeMap<Long, OutcomeRow> own = byViewer.computeIfAbsent(row.viewer(), v -> new TreeMap<>());
        boolean last = own.isEmpty() || own.lastKey() < row.seq();
        if (own.putIfAbsent(row.seq(), row) != null) {
            return false;
        }
        size++;
        if (!last) {
            again(row.pseudonym(), own);
        } else if (row.reputation() > 0) {
            cohort.add(row.pseudonym(), row.outcomes());
        }
        return true;
    }

    /** Forgets what this viewer reported up to this number, and returns it. */
    List<OutcomeRow> withdraw(ViewerId viewer, long throughSeq) {
        TreeMap<Long, OutcomeRow> own = byViewer.get(viewer);
        if (own == null || own.headMap(throughSeq, true).isEmpty()) {
            return List.of();
        }
        List<OutcomeRow> gone = List.copyOf(own.headMap(throughSeq, true).values());
        own.headMap(throughSeq, true).clear();
        size -= gone.size();
        again(gone.getFirst().pseudonym(), own);
        if (own.isEmpty()) {
            byViewer.remove(viewer);
        }
        return gone;
    }

    private void again(String pseudonym, TreeMap<Long, OutcomeRow> own) {
        cohort.remove(pseudonym);
        own.values().forEach(o -> {
            if (o.reputation() > 0) {
                cohort.add(pseudonym, o.outcomes());
            }
        });
    }

    /** All, in no order. */
    Collection<OutcomeRow> all() {
        List<OutcomeRow> out = new ArrayList<>(size);
        byViewer.values().forEach(own -> out.addAll(own.values()));
        return out;
    }
}
