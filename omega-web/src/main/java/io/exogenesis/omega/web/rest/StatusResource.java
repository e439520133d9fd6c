package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.admin.CoreSummary;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What this Core is and does, in one answer. Open to this machine; from elsewhere with the admin token. */
@Path("/omega/status")
@RequestScoped
@Access(Who.THIS_MACHINE)
public class StatusResource {
    private static final int ROUNDS = 10;

    @Inject
    CoreSummary figures;

    @Inject
    StatusViews views;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response status() {
        CoreSummary.Figures summary = figures.figures(ROUNDS);
        JsonArrayBuilder rounds = Json.createArrayBuilder();
        summary.lastRounds().forEach(r -> rounds.add(Views.of(r)));
        JsonObject view = views.figures(summary).add("rounds", rounds).build();
        return Response.ok(view).header("Cache-Control", "no-store").build();
    }
}
