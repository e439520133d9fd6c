package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.port.OperatorLog;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Who did what to titles, epochs, viewers and the catalogue. */
@Path("/admin/actions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminActionsResource {
    private static final int MAX_PAGE = 1_000;

    @Inject
    OperatorLog log;

    @GET
    public JsonObject list(
            @QueryParam("before") @DefaultValue("") String before,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        int most = Queries.whole("limit", limit, 1, MAX_PAGE);
        long place = before.isEmpty() ? Long.MAX_VALUE : Queries.whole("before", before, 1, Integer.MAX_VALUE);
        return ModerationViews.of(log.page(place, most), most);
    }
}
