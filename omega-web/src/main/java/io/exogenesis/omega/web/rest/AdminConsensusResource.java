package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.api.OmegaCore;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What a round would decide now; nothing is changed. */
@Path("/admin/consensus")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminConsensusResource {
    @Inject
    OmegaCore core;

    @GET
    public JsonObject pending() {
        return CoreViews.of(core.reachConsensus());
    }
}
