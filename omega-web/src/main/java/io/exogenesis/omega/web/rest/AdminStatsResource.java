package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.api.OmegaCore;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The figures of viewers, patterns and network, as programs read them. */
@Path("/admin/stats")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminStatsResource {
    @Inject
    OmegaCore core;

    @GET
    public JsonObject all() {
        return Json.createObjectBuilder()
                .add("coordinatorId", core.coordinatorId())
                .add("viewers", CoreViews.of(core.getViewerStats()))
                .add("patterns", CoreViews.of(core.getPatternStats()))
                .add("metrics", CoreViews.of(core.getMetrics()))
                .build();
    }
}
