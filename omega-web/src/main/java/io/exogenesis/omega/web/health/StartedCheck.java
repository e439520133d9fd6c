package io.exogenesis.omega.web.health;

import io.exogenesis.omega.core.admin.CoreStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Startup;

/**
 * Started: the Core read its keys, database and journal. Alive means the same here: a Core that ran and lost one of them is
 * not ready, but a restart would not bring it back.
 */
@Startup
@Liveness
@ApplicationScoped
public class StartedCheck implements HealthCheck {
    @Inject
    CoreStatus core;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("core").status(core.isStarted()).build();
    }
}
