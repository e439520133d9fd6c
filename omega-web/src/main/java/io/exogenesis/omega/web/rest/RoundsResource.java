package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.aggregate.RoundHistory;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** What past rounds published. Why they decided so is for the operator: docs/security.md, "What viewers are not told". */
@Path("/omega/rounds")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access({Who.VIEWER, Who.ADMIN})
public class RoundsResource {
    private static final int MAX_ROUNDS = 100;

    @Inject
    RoundHistory history;

    @Context
    Request request;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public RoundsResource() {}

    @GET
    public Response list(@QueryParam("limit") @DefaultValue("20") String limit) {
        JsonArrayBuilder rounds = Json.createArrayBuilder();
        history.latest(Queries.whole("limit", limit, 1, MAX_ROUNDS)).forEach(r -> rounds.add(Views.summary(r)));
        return Conditional.of(
                request, Json.createObjectBuilder().add("rounds", rounds).build());
    }
}
