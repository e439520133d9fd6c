package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.insight.TrendsAndDiscoveries;
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

/** Pairs of titles that belong together for viewers and not for their texts. */
@Path("/omega/discoveries")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DiscoveriesResource {
    @Inject
    TrendsAndDiscoveries insight;

    @Context
    Request request;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public DiscoveriesResource() {}

    @GET
    @Access({Who.VIEWER, Who.ADMIN})
    public Response list(@QueryParam("limit") @DefaultValue("50") String limit) {
        JsonArrayBuilder pairs = Json.createArrayBuilder();
        insight.discoveries().stream()
                .limit(Queries.whole("limit", limit, 1, TrendsResource.MAX_LIST))
                .map(InsightViews::of)
                .forEach(pairs::add);
        return Conditional.of(
                request, Json.createObjectBuilder().add("discoveries", pairs).build());
    }
}
