package io.exogenesis.omega.web.health;

import io.exogenesis.omega.core.admin.CoreStatus;
import io.exogenesis.omega.core.admin.CoreStatus.Check;
import io.exogenesis.omega.web.quic.QuicEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** One readiness check for each thing without which a sync fails. */
@ApplicationScoped
public class ReadinessChecks {
    @Inject
    CoreStatus core;

    @Inject
    QuicEndpoint quic;

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck database() {
        return () -> response(core.database());
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck journal() {
        return () -> response(core.journal());
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck index() {
        return () -> response(core.index());
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck embedder() {
        return () -> response(core.embedder());
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck quicPort() {
        return () -> response(quicCheck());
    }

    /** All of them, for the status page. */
    public List<Check> all() {
        List<Check> all = new ArrayList<>(core.checks());
        all.add(quicCheck());
        return all;
    }

    private Check quicCheck() {
        return quic.port()
                .map(p -> new Check("quic", true, "UDP port " + p + ", engine " + quic.engine()))
                .orElseGet(() -> new Check("quic", false, quic.failure()));
    }

    private static HealthCheckResponse response(Check check) {
        return HealthCheckResponse.named(check.name())
                .status(check.up())
                .withData("detail", check.detail())
                .build();
    }
}
