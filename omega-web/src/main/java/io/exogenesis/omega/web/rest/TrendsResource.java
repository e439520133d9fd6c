package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.insight.TrendsAndDiscoveries;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Titles that many viewers began to watch at once. */
@Path("/omega/trends")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "token")
@Tag(name = "insight")
public class TrendsResource {
    static final int MAX_LIST = 200;

    @Inject
    TrendsAndDiscoveries insight;

    @GET
    @Access({Who.VIEWER, Who.ADMIN})
    @Operation(
            summary =
                    "Titles whose share of all that is newly watched has risen, as of the last round, strongest evidence first; claims of viewers, for display only")
    public JsonObject list(@QueryParam("limit") @DefaultValue("50") String limit) {
        JsonArrayBuilder trends = Json.createArrayBuilder();
        insight.trends().stream()
                .limit(Queries.whole("limit", limit, 1, MAX_LIST))
                .map(InsightViews::of)
                .forEach(trends::add);
        return Json.createObjectBuilder().add("trends", trends).build();
    }
}
