package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentRecord.PinsHeld;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import io.exogenesis.omega.viewer.internal.sync.PinnedTls;
import io.exogenesis.omega.viewer.internal.sync.Pinning;
import io.exogenesis.omega.wire.v1.AuthResponse;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The keys that an agent trusts: those of its registration, less the ones that a Core has retired, and those that a Core has told
 * since, over a connection whose key was one of them. Cores of one fleet may each have keys of their own: what one tells takes nothing
 * away but what it retires. They are kept in the agent's memory; other pins in the configuration begin anew.
 */
final class HeldPins implements Pinning {
    private static final System.Logger LOG = System.getLogger(HeldPins.class.getName());

    private final AgentDb db;
    private final Pins configured;
    private final long issuedFor;

    private record Parsed(PinsHeld of, Pins pins) {}

    /** What was read last: the record is asked for with each exchange and changes once in months. */
    private volatile Optional<Parsed> parsed = Optional.empty();

    private HeldPins(AgentDb db, Pins configured) {
        this.db = db;
        this.configured = configured;
        this.issuedFor = Fingerprint.of(configured.toString());
    }

    /** @throws InvalidValueException if the configuration has no pin, or one that is none */
    static HeldPins of(ViewerAgentConfig config, AgentDb db) {
        if (config.pins().isEmpty()) {
            throw new InvalidValueException(
                    "a Core's endpoint needs the pin of its key: take it from the registration");
        }
        return new HeldPins(db, PinnedTls.pins(config.pins()));
    }

    private Optional<PinsHeld> kept() {
        return db.read(AgentState::pins).filter(held -> held.issuedFor() == issuedFor);
    }

    /** Those that are trusted now. */
    Pins now() {
        return kept().map(this::parsed).orElse(configured);
    }

    private Pins parsed(PinsHeld held) {
        Optional<Parsed> known = parsed.filter(p -> p.of() == held);
        if (known.isPresent()) {
            return known.get().pins();
        }
        Pins read = PinnedTls.pins(held.pins());
        parsed = Optional.of(new Parsed(held, read));
        return read;
    }

    @Override
    public OptionalInt version() {
        return OptionalInt.of(kept().map(PinsHeld::version).orElse(0));
    }

    @Override
    public Optional<AgentRecord> told(AuthResponse greeting) {
        if (greeting.getPinsCount() == 0) {
            return Optional.empty();
        }
        try {
            Set<Pin> next = new HashSet<>(now().keys());
            greeting.getRetiredPinsList().stream().map(PinnedTls::pin).forEach(next::remove);
            greeting.getPinsList().stream().map(PinnedTls::pin).forEach(next::add);
            List<String> texts = new Pins(next)
                    .keys().stream().map(Pin::sha256Base64).sorted().toList();
            PinsHeld held = new PinsHeld(issuedFor, greeting.getPinsVersion(), texts);
            return kept().filter(held::equals).isPresent() ? Optional.empty() : Optional.of(held);
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "the Core's word on its keys is passed by: {0}", e.getMessage());
            return Optional.empty();
        }
    }
}
