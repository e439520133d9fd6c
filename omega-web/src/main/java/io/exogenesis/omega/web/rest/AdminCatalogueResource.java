package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.operation.OperatorDesk;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The titles that the Core knows, for the operator. */
@Path("/admin/catalogue")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminCatalogueResource {
    @Inject
    Catalogue catalogue;

    @Inject
    OperatorDesk desk;

    @Inject
    Caller caller;

    /** How far embedding is. */
    @GET
    public JsonObject status() {
        return Views.of(catalogue.status());
    }

    /** Body: an array of titles, see {@link CatalogueBodies}. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
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
    public JsonObject importCsv(
            InputStream body,
            @QueryParam("mode") @DefaultValue("add") String mode,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by)
            throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        return imported(CatalogueBodies.fromCsv(in), mode, note, by);
    }

    /** What is not in the catalogue any more is in no list after a viewer's next sync. */
    @DELETE
    @Path("{id}")
    public JsonObject withdraw(
            @PathParam("id") String id,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        return Views.of(desk.withdrawTitle(new MediaId(id), note, Operators.of(caller, by)));
    }

    private JsonObject imported(List<MediaItem> titles, String mode, String note, String by) {
        boolean replace = switch (mode) {
            case "add" -> false;
            case "replace" -> true;
            default -> throw new BadParameterException("mode", "mode must be add or replace");
        };
        return Views.of(desk.importTitles(titles, replace, note, Operators.of(caller, by)));
    }
}
