package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.identity.CorePins;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Connect;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Makes what a viewer proves itself with. */
@Singleton
public class ViewerTokens {
    private final Duration lifetime;
    private final Keys keys;
    private final ServerIdentity identity;
    private final InstantSource clock;

    @Inject
    public ViewerTokens(CoreSettings settings, Keys keys, ServerIdentity identity, InstantSource clock) {
        this.lifetime = settings.registry().tokenLifetime();
        this.keys = keys;
        this.identity = identity;
        this.clock = clock;
    }

    /** A token that is good from now on. */
    public String fresh(ViewerId viewer) {
        return keys.tokens().forViewer(viewer, clock.instant(), lifetime);
    }

    /** All that a device needs to take part. */
    Registration registration(ViewerId viewer) {
        CorePins pins = identity.pins();
        return new Registration(viewer, fresh(viewer), identity.endpoints(), pins.current(), pins.pins());
    }

    /** What a viewer is to be told of the Core's keys; empty if it knows that, or does not ask. */
    public Optional<CorePins> news(Connect connect) {
        CorePins pins = identity.pins();
        boolean news = connect.hasPinsVersion() && !pins.pins().isEmpty() && connect.getPinsVersion() != pins.version();
        return news ? Optional.of(pins) : Optional.empty();
    }
}
