package io.exogenesis.omega.web.health;

import io.exogenesis.omega.core.admin.Check;
import io.exogenesis.omega.core.admin.CoreStatus;
import io.exogenesis.omega.core.tls.TlsKeys;
import io.exogenesis.omega.web.quic.QuicEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * One readiness check for each thing without which the Core does only part of its work. Down is a message to the operator: the
 * Core goes on answering what it can, so a load balancer asks {@code /health/live} instead.
 */
@ApplicationScoped
public class ReadinessChecks {
    @Inject
    CoreStatus core;

    @Inject
    QuicEndpoint quic;

    @Inject
    TlsKeys tls;

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck database() {
        return of(() -> core.stores().database());
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck journal() {
        return of(() -> core.stores().journal());
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck disk() {
        return of(() -> core.stores().disk());
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck index() {
        return of(() -> core.learning().index());
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck embedder() {
        return of(() -> core.learning().embedder());
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck catalogue() {
        return of(() -> core.learning().catalogue());
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck aggregation() {
        return of(() -> core.learning().aggregation());
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck quicPort() {
        return of(this::quicCheck);
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck certificate() {
        return of(this::tlsCheck);
    }

    /** All of them, for the status page. */
    public List<Check> all() {
        List<Check> all = new ArrayList<>(core.checks());
        all.add(quicCheck());
        all.add(tlsCheck());
        return all;
    }

    private Check quicCheck() {
        return quic.port()
                .map(p -> new Check("quic", true, "UDP port " + p + ", engine " + quic.engine()))
                .orElseGet(() -> new Check("quic", false, quic.failure()));
    }

    private Check tlsCheck() {
        String trouble = tls.trouble();
        return new Check("certificate", trouble.isEmpty(), trouble.isEmpty() ? tls.describe() : trouble);
    }

    private static HealthCheck of(Supplier<Check> check) {
        return () -> {
            Check seen = check.get();
            return HealthCheckResponse.named(seen.name())
                    .status(seen.up())
                    .withData("detail", seen.detail())
                    .build();
        };
    }
}
