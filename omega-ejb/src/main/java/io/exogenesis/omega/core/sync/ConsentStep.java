package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.registry.ViewerRegistry;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ConsentChange;
import io.exogenesis.omega.wire.v1.ConsentReceipt;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** CONSENT: all five at once; what is not given any more is erased. */
@Singleton
public class ConsentStep {
    private final RateLimits limits;
    private final ViewerDirectory viewers;
    private final ViewerRegistry registry;

    @Inject
    public ConsentStep(RateLimits limits, ViewerDirectory viewers, ViewerRegistry registry) {
        this.limits = limits;
        this.viewers = viewers;
        this.registry = registry;
    }

    /**
     * Changes what the owner consents to. An owner may withdraw at any time; a suspended viewer can give nothing.
     *
     * @throws RefusedException {@code SUSPENDED}, {@code RATE_LIMITED}, {@code UNAVAILABLE}
     */
    ConsentReceipt change(ViewerId viewer, ConsentChange update) {
        limits.request(viewer);
        limits.consent(viewer);
        Consents consents = WireCodec.fromWire(update.getConsents());
        if (viewers.isSuspended(viewer) && consents.withdrawnBy(viewers.consents(viewer))) {
            throw new RefusedException(
                    Refusal.Code.SUSPENDED, "the operator has suspended this viewer: it can only withdraw consent");
        }
        int erased = registry.changeConsents(viewer, consents);
        return ConsentReceipt.newBuilder()
                .setConsents(WireCodec.toWire(consents))
                .setErased(erased)
                .build();
    }
}
