package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.registry.ViewerRegistry;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ConsentChange;
import io.exogenesis.omega.wire.v1.ConsentReceipt;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** CONSENT: all five at once; what is not given any more is erased. */
@Singleton
public class ConsentStep {
    private final RateLimits limits;
    private final ViewerRegistry registry;

    @Inject
    public ConsentStep(RateLimits limits, ViewerRegistry registry) {
        this.limits = limits;
        this.registry = registry;
    }

    ConsentReceipt change(ViewerId viewer, ConsentChange update) {
        limits.request(viewer);
        limits.consent(viewer);
        Consents consents = WireCodec.fromWire(update.getConsents());
        int erased = registry.changeConsents(viewer, consents);
        return ConsentReceipt.newBuilder()
                .setConsents(WireCodec.toWire(consents))
                .setErased(erased)
                .build();
    }
}
