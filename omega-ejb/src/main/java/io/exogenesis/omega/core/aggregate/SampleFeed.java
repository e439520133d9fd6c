package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.insight.ReceivedSample;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Samples of the running epoch for trends and discoveries: of each viewer the first and the newest, since a title is new when
 * the one has it and the other not.
 *
 * <p>Used under the rounds' lock.
 */
final class SampleFeed {
    /** Share of the viewers whose sample must have changed for trends and discoveries to be found anew. */
    private static final double WORTHWHILE = .01;

    private final Map<ViewerId, Pair> pairs = new HashMap<>();
    private final Map<ViewerId, Long> withdrawnThrough = new HashMap<>();
    private long changes;
    private boolean withdrawn;

    private record Pair(ReceivedSample first, ReceivedSample newest) {
        Pair with(ReceivedSample other) {
            return new Pair(other.seq() < first.seq() ? other : first, other.seq() > newest.seq() ? other : newest);
        }

        Optional<Pair> behind(long seq) {
            return newest.seq() <= seq
                    ? Optional.empty()
                    : Optional.of(first.seq() <= seq ? new Pair(newest, newest) : this);
        }
    }

    void add(ViewerId viewer, ReceivedSample sample) {
        if (sample.seq() > withdrawnThrough.getOrDefault(viewer, 0L)) {
            pairs.merge(viewer, new Pair(sample, sample), (had, same) -> had.with(sample));
            changes++;
        }
    }

    void withdraw(ViewerId viewer, long throughSeq) {
        withdrawnThrough.merge(viewer, throughSeq, Math::max);
        Pair had = pairs.remove(viewer);
        if (had != null) {
            withdrawn = true;
            had.behind(throughSeq).ifPresent(left -> pairs.put(viewer, left));
        }
    }

    void clear() {
        pairs.clear();
        withdrawnThrough.clear();
        changes = 0;
        withdrawn = false;
    }

    void committed(boolean endOfEpoch) {
        if (endOfEpoch) {
            clear();
        } else if (worthwhile()) {
            changes = 0;
            withdrawn = false;
        }
    }

    /** Whether enough changed since it was last so; a withdrawal is always enough. */
    boolean worthwhile() {
        return withdrawn || (changes > 0 && changes >= WORTHWHILE * pairs.size());
    }

    List<ReceivedSample> all() {
        List<ReceivedSample> all = new ArrayList<>(2 * pairs.size());
        pairs.values().forEach(pair -> {
            all.add(pair.first());
            if (pair.newest().seq() > pair.first().seq()) {
                all.add(pair.newest());
            }
        });
        return all;
    }
}
