package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.aggregate.RoundLoad.Loaded;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds contributions without which a round goes through. Contributions are tried in the order of the log: the shortest beginning that
 * fails ends with one that has to go, then the same without it. So each costs as many trials as the number of contributions has binary
 * digits, about twenty for a million, and contributions that fail only together are found, too.
 */
final class PoisonSearch {
    /** At one go; what is left is found the next time. A viewer counts once, however many of its contributions go. */
    private static final int MOST = 16;

    private final RoundTrial trial;
    private final Loaded round;
    /** Where contributions stand in the log of the epoch, and whose they are; 16 bytes each, for the time of the search. */
    private final List<Long> positions = new ArrayList<>();

    private final List<ViewerId> viewers = new ArrayList<>();
    private final Set<Long> aside = new HashSet<>();

    PoisonSearch(RoundTrial trial, Loaded round, ContributionLog log) {
        this.trial = trial;
        this.round = round;
        Map<ViewerId, ViewerId> known = new HashMap<>();
        log.replay(round.head().epochStart(), round.position(), (position, entry) -> {
            if (entry instanceof LogEntry.Content) {
                positions.add(position);
                viewers.add(known.computeIfAbsent(entry.viewer(), v -> v));
            }
        });
    }

    /**
     * Positions in the log; none if a round of all contributions goes through.
     *
     * @throws CoreException if a round without any contribution fails, too
     */
    Set<Long> run() {
        if (trial.passes(round, position -> true)) {
            return Set.of();
        }
        if (!trial.passes(round, position -> false)) {
            throw new CoreException("a round without any contribution fails, too");
        }
        Set<ViewerId> met = new HashSet<>();
        do {
            int found = lastOfTheShortestThatFails();
            if (met.add(viewers.get(found))) {
                aside.add(positions.get(found));
            } else {
                all(viewers.get(found));
            }
        } while (met.size() < MOST && !trial.passes(round, position -> !aside.contains(position)));
        return aside;
    }

    /** Whose second contribution is bad, too, is not asked about the others one by one. */
    private void all(ViewerId viewer) {
        for (int i = 0; i < positions.size(); i++) {
            if (viewers.get(i).equals(viewer)) {
                aside.add(positions.get(i));
            }
        }
    }

    private int lastOfTheShortestThatFails() {
        int from = 0;
        int to = positions.size() - 1; // all of them fail
        while (from < to) {
            int middle = (from + to) >>> 1;
            long last = positions.get(middle);
            if (trial.passes(round, position -> position <= last && !aside.contains(position))) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
