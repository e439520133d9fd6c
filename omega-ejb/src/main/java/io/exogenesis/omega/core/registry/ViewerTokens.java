package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.model.ViewerId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

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
        return new Registration(viewer, fresh(viewer), identity.endpoints(), identity.pin());
    }
}
