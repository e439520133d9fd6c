package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.TitleFile;
import io.exogenesis.omega.core.catalogue.TitleImports;
import io.exogenesis.omega.core.operation.OperatorDesk;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
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
import java.io.IOException;
import java.io.InputStream;

/** The titles that the Core knows, for the operator. */
@Path("/admin/catalogue")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminCatalogueResource {
    @Inject
    Catalogue catalogue;

    @Inject
    TitleImports imports;

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
    public JsonObject importJson(InputStream body, @BeanParam ImportQuery query) throws IOException {
        return imported(CatalogueBodies.hashed(body, CatalogueBodies::fromJson), query);
    }

    /** Body: CSV in UTF-8, see {@link CatalogueBodies}. */
    @POST
    @Consumes("text/csv")
    public JsonObject importCsv(InputStream body, @BeanParam ImportQuery query) throws IOException {
        return imported(CatalogueBodies.hashed(body, CatalogueBodies::fromCsv), query);
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

    private JsonObject imported(TitleFile file, ImportQuery query) {
        return ImportViews.of(
                query.dryRun()
                        ? imports.preview(file, query.mode())
                        : desk.importTitles(file, query.mode(), query.note(), Operators.of(caller, query.by())));
    }
}
