package io.exogenesis.omega.core.defence;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.operation.Notes;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.core.port.PatternOrderStore;
import io.exogenesis.omega.core.port.PatternPin;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.learning.round.PatternOrders;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pins patterns of the bank and takes patterns out. What the operator says takes effect in the next round, which gives it a version
 * of the bank, and stands in the log of actions with the same transaction. A removal is said to every round until the epoch has
 * ended: a round starts from the state at the epoch's beginning, which has the pattern still.
 *
 * <p>Safe for concurrent use.
 */
@Singleton
public class PatternModeration {
    /** What an operator can look after by hand; also what a round reads. */
    public static final int MAX_PINS = 1_000;
    /** Patterns that one action takes out. */
    public static final int MAX_REMOVALS = 1_000;

    private static final System.Logger LOG = System.getLogger(PatternModeration.class.getName());

    private final PatternOrderStore store;
    private final GlobalBank bank;
    private final InstantSource clock;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile @Nullable Said loaded;
    /** Place in the log of the newest removal that a round was told last. */
    private volatile long told;

    private record Said(Map<PatternId, PatternPin> pins, Map<PatternId, Long> removals) {
        PatternOrders orders() {
            return new PatternOrders(pins.keySet(), removals.keySet());
        }

        Said pinned(PatternPin pin) {
            Map<PatternId, PatternPin> more = new TreeMap<>(pins);
            more.put(pin.pattern(), pin);
            return new Said(Map.copyOf(more), removals);
        }

        Said withoutPins(Collection<PatternId> gone) {
            Map<PatternId, PatternPin> fewer = new HashMap<>(pins);
            fewer.keySet().removeAll(gone);
            return new Said(Map.copyOf(fewer), removals);
        }

        Said removed(Collection<PatternId> ids, long action) {
            Map<PatternId, Long> more = new HashMap<>(removals);
            ids.forEach(id -> more.put(id, action));
            return new Said(pins, Map.copyOf(more));
        }

        Said withoutRemovalsThrough(long action) {
            Map<PatternId, Long> fewer = new HashMap<>(removals);
            fewer.values().removeIf(a -> a <= action);
            return new Said(pins, Map.copyOf(fewer));
        }
    }

    @Inject
    public PatternModeration(PatternOrderStore store, GlobalBank bank, InstantSource clock) {
        this.store = store;
        this.bank = bank;
        this.clock = clock;
    }

    /** Read at the first use: the schema is there by then. */
    private Said said() {
        Said now = loaded;
        if (now != null) {
            return now;
        }
        changing.lock();
        try {
            now = loaded;
            if (now == null) {
                Map<PatternId, PatternPin> pins = new HashMap<>();
                store.pins().forEach(p -> pins.put(p.pattern(), p));
                now = new Said(Map.copyOf(pins), Map.copyOf(store.removals()));
                loaded = now;
            }
            return now;
        } finally {
            changing.unlock();
        }
    }

    /** For a round, or for a look at what one would decide. */
    public PatternOrders orders() {
        Said now = said();
        told = now.removals().values().stream().mapToLong(Long::longValue).max().orElse(0);
        return now.orders();
    }

    /** A round is committed; a failure is logged and kept from the round. */
    void committed(RoundRecord round) {
        if (!round.endOfEpoch() || said().removals().isEmpty() && said().pins().isEmpty()) {
            return;
        }
        changing.lock();
        try {
            long through = told;
            store.forgetRemovals(through);
            List<PatternId> gone = said().pins().keySet().stream()
                    .filter(id -> bank.pattern(id).isEmpty())
                    .toList();
            store.forgetPins(gone);
            loaded = said().withoutRemovalsThrough(through).withoutPins(gone);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "removals of patterns are said to the next epoch again: {0}", e.getMessage());
        } finally {
            changing.unlock();
        }
    }

    public Optional<PatternPin> pin(PatternId pattern) {
        return Optional.ofNullable(said().pins().get(pattern));
    }

    /** Whether the operator has taken it out, and no epoch has ended since. */
    public boolean isRemoved(PatternId pattern) {
        return said().removals().containsKey(pattern);
    }

    /** Patterns that must stay. */
    public Set<PatternId> pinned() {
        return said().pins().keySet();
    }

    /**
     * Keeps a pattern of the bank: its support does not expire, and it is not pruned. A jury can still refuse it.
     *
     * @throws RefusedException {@code NOT_FOUND} for a pattern that is not in the bank, {@code TOO_LARGE} beyond {@link
     *     #MAX_PINS}, {@code MALFORMED} for a note that is too long or has control characters
     */
    public PatternPin pin(PatternId pattern, String note, Operator who) {
        String why = Notes.checked(note);
        changing.lock();
        try {
            mustBeInBank(pattern);
            if (!pinned().contains(pattern) && pinned().size() >= MAX_PINS) {
                throw new RefusedException(
                        Refusal.Code.TOO_LARGE, "at most " + MAX_PINS + " patterns can be pinned; unpin one first");
            }
            OperatorAction action = action(Kind.PIN_PATTERN, pattern.value(), why, who);
            PatternPin pin = new PatternPin(pattern, action.at(), who, why);
            store.pin(pin, action);
            loaded = said().pinned(pin);
            return pin;
        } finally {
            changing.unlock();
        }
    }

    /** Keeps it no longer; a pattern without a pin stays as it is, and nothing is logged. */
    public void unpin(PatternId pattern, String note, Operator who) {
        String why = Notes.checked(note);
        changing.lock();
        try {
            if (pinned().contains(pattern)) {
                store.unpin(pattern, action(Kind.UNPIN_PATTERN, pattern.value(), why, who));
                loaded = said().withoutPins(List.of(pattern));
            }
        } finally {
            changing.unlock();
        }
    }

    /**
     * Takes a pattern out of the bank with the next round; viewers hear of it with that round's version. Its like is refused for as
     * many epochs as after a jury's no.
     *
     * @throws RefusedException {@code NOT_FOUND} for a pattern that is not in the bank, {@code MALFORMED} for one that is pinned
     */
    public void remove(PatternId pattern, String note, Operator who) {
        remove(List.of(pattern), Kind.REMOVE_PATTERN, pattern.value(), note, who);
    }

    /** The same of up to {@link #MAX_REMOVALS} in one action of the log. */
    void remove(List<PatternId> patterns, Kind kind, String subject, String note, Operator who) {
        String why = Notes.checked(note);
        changing.lock();
        try {
            for (PatternId pattern : patterns) {
                mustBeInBank(pattern);
                if (pinned().contains(pattern)) {
                    throw new RefusedException(
                            Refusal.Code.MALFORMED, "pattern " + pattern + " is pinned: unpin it first");
                }
            }
            OperatorAction logged = store.remove(patterns, action(kind, subject, why, who));
            loaded = said().removed(patterns, logged.id());
        } finally {
            changing.unlock();
        }
    }

    private void mustBeInBank(PatternId pattern) {
        if (bank.pattern(pattern).isEmpty()) {
            throw new RefusedException(Refusal.Code.NOT_FOUND, "there is no pattern " + pattern + " in the bank");
        }
    }

    private OperatorAction action(Kind kind, String subject, String note, Operator who) {
        return OperatorAction.of(clock.instant(), who, kind, subject, note);
    }
}
