package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.aggregate.RoundHistory;
import io.exogenesis.omega.core.port.PatternDecision;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Why patterns stand where they stand, for the operator. */
@Path("/admin/patterns")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminPatternsResource {
    private static final int MAX_DECISIONS = 1000;

    @Inject
    RoundHistory history;

    /** Also of a pattern that has left the bank, as long as its rounds are remembered. */
    @GET
    @Path("{id}/decisions")
    public JsonObject decisions(@PathParam("id") String id, @QueryParam("limit") @DefaultValue("50") String limit) {
        List<PatternDecision> found =
                history.decisions(new PatternId(id), Queries.whole("limit", limit, 1, MAX_DECISIONS));
        if (found.isEmpty()) {
            throw new RefusedException(Refusal.Code.NOT_FOUND, "no remembered round has decided about a pattern " + id);
        }
        JsonArrayBuilder decisions = Json.createArrayBuilder();
        found.forEach(d -> decisions.add(Views.of(d)));
        return Json.createObjectBuilder()
                .add("pattern", id)
                .add("decisions", decisions)
                .build();
    }
}
