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

/** Pairs of titles that belong together for viewers and not for their texts. */
@Path("/omega/discoveries")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "token")
@Tag(name = "insight")
public class DiscoveriesResource {
    @Inject
    TrendsAndDiscoveries insight;

    @GET
    @Access({Who.VIEWER, Who.ADMIN})
    @Operation(
            summary =
                    "Pairs of titles that the same viewers watch though no text says so, as of the last round, strongest first; for display only")
    public JsonObject list(@QueryParam("limit") @DefaultValue("50") String limit) {
        JsonArrayBuilder pairs = Json.createArrayBuilder();
        insight.discoveries().stream()
                .limit(Queries.whole("limit", limit, 1, TrendsResource.MAX_LIST))
                .map(InsightViews::of)
                .forEach(pairs::add);
        return Json.createObjectBuilder().add("discoveries", pairs).build();
    }
}
