package io.exogenesis.omega.core.admin;

import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.CatalogueRetry;
import io.exogenesis.omega.core.catalogue.CatalogueStatus;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** How the catalogue is, and when a failed embedding job is tried again. */
@Singleton
public class CatalogueHealth {
    private final Catalogue catalogue;
    private final CatalogueRetry retry;

    @Inject
    public CatalogueHealth(Catalogue catalogue, CatalogueRetry retry, CoreMetrics metrics) {
        this.catalogue = catalogue;
        this.retry = retry;
        metrics.gauge(Metric.CATALOGUE_TITLES, () -> status().items());
        metrics.gauge(Metric.CATALOGUE_EMBEDDED, () -> status().embedded());
        metrics.gauge(Metric.CATALOGUE_FAILED, () -> failed() ? 1 : 0);
    }

    public CatalogueStatus status() {
        return catalogue.status();
    }

    /** When the embedding job is tried again; empty while none has failed. */
    public Optional<Instant> nextAttempt() {
        return retry.next();
    }

    private boolean failed() {
        return status().state() == CatalogueStatus.State.FAILED;
    }

    /** Down while titles cannot be embedded: no round runs then. */
    public Check check() {
        CatalogueStatus s = status();
        String what = s.state() + ", " + s.embedded() + " of " + s.items() + " titles embedded";
        if (!failed()) {
            return new Check("catalogue", true, what);
        }
        String when = nextAttempt().map(at -> "; next attempt at " + at).orElse("");
        return new Check("catalogue", false, what + ": " + s.message() + when);
    }
}
