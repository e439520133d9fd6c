package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.operation.OperatorDesk;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The titles that the Core knows, for the operator. */
@Path("/admin/catalogue")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
@SecurityRequirement(name = "token")
@Tag(name = "operation")
public class AdminCatalogueResource {
    @Inject
    Catalogue catalogue;

    @Inject
    OperatorDesk desk;

    @Inject
    Caller caller;

    /** How far embedding is. */
    @GET
    @Operation(summary = "Titles, version, and how far their embedding is")
    public JsonObject status() {
        return Views.of(catalogue.status());
    }

    /** Body: an array of titles, see {@link CatalogueBodies}. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Import titles; mode=add (default) or replace. All or nothing; they are embedded in the background")
    public JsonObject importJson(
            InputStream titles,
            @QueryParam("mode") @DefaultValue("add") String mode,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        return imported(CatalogueBodies.fromJson(titles), mode, note, by);
    }

    /** Body: CSV in UTF-8, see {@link CatalogueBodies}. */
    @POST
    @Consumes("text/csv")
    @Operation(summary = "The same from CSV, MovieLens's movies.csv included")
    public JsonObject importCsv(
            InputStream body,
            @QueryParam("mode") @DefaultValue("add") String mode,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by)
            throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        return imported(CatalogueBodies.fromCsv(in), mode, note, by);
    }

    private JsonObject imported(List<MediaItem> titles, String mode, String note, String by) {
        boolean replace = switch (mode) {
            case "add" -> false;
            case "replace" -> true;
            default -> throw Bodies.malformed("mode must be add or replace");
        };
        return Views.of(desk.importTitles(titles, replace, note, Operators.of(caller, by)));
    }
}
