package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.Contribution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When contributions were put into the outbox: during the last day, so that an agent stays within what a Core takes of one viewer
 * in an epoch, and the last of each kind. Folded from records; not thread-safe: its owner guards it.
 */
public final class LeaveTimes {
    /** The Core's usual epoch. */
    public static final Duration DAY = Duration.ofHours(24);

    /** What a Core counts separately, with its default quota of one viewer and epoch. */
    public enum Kind {
        PATTERN(64),
        SAMPLE(8),
        REPORT(24);

        private final int quota;

        Kind(int quota) {
            this.quota = quota;
        }

        /** Contributions of one viewer in one epoch. */
        public int quota() {
            return quota;
        }

        /** Kind of a payload; null for one that a Core does not count. */
        public static @Nullable Kind of(Contribution.Payload payload) {
            return switch (payload) {
                case Contribution.OfPattern p -> PATTERN;
                case Contribution.OfSample s -> SAMPLE;
                case Contribution.OfOutcomes o -> REPORT;
                case Contribution.OfSession s -> null;
            };
        }
    }

    private final Map<Kind, Deque<Instant>> times = new EnumMap<>(Kind.class);

    void left(Kind kind, Instant at) {
        Deque<Instant> own = times.computeIfAbsent(kind, k -> new ArrayDeque<>());
        own.removeIf(t -> !t.plus(DAY).isAfter(at));
        if (own.size() == kind.quota()) {
            own.removeFirst();
        }
        own.addLast(at);
    }

    /**
     * How many of this kind may be put into the outbox now. The first half of the quota is there at once, so that a new taste is
     * known soon; the other half is spread over the day, so that a long evening ends with its newest state and not with a refusal.
     * Times in the future, left by a clock that was set back, do not count.
     */
    public int room(Kind kind, Instant now) {
        List<Instant> lastDay = times.getOrDefault(kind, new ArrayDeque<>()).stream()
                .filter(t -> !t.isAfter(now) && t.plus(DAY).isAfter(now))
                .toList();
        int left = kind.quota() - lastDay.size();
        boolean half = 2 * lastDay.size() < kind.quota();
        boolean rested =
                half || !lastDay.getLast().plus(DAY.dividedBy(kind.quota())).isAfter(now);
        return rested ? Math.max(0, left) : 0;
    }

    /** When the last of this kind left; times in the future, left by a clock that was set back, do not count. */
    public Optional<Instant> last(Kind kind, Instant now) {
        return times.getOrDefault(kind, new ArrayDeque<>()).stream()
                .filter(t -> !t.isAfter(now))
                .max(Comparator.naturalOrder());
    }

    List<AgentRecord> toRecords() {
        List<AgentRecord> records = new ArrayList<>();
        times.forEach((kind, own) -> own.forEach(at -> records.add(new AgentRecord.Left(kind, at))));
        return records;
    }
}
