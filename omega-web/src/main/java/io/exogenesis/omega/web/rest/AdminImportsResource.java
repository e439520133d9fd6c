package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.catalogue.TitleImports;
import io.exogenesis.omega.core.operation.OperatorDesk;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Imports of titles that changed something, and taking one back, for the operator. */
@Path("/admin/imports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminImportsResource {
    private static final int MAX_PAGE = 1_000;

    @Inject
    TitleImports imports;

    @Inject
    OperatorDesk desk;

    @Inject
    Caller caller;

    @GET
    public JsonObject list(
            @QueryParam("before") @DefaultValue("") String before,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        int most = Queries.whole("limit", limit, 1, MAX_PAGE);
        long number = before.isEmpty() ? Long.MAX_VALUE : Queries.whole("before", before, 1, Integer.MAX_VALUE);
        return ImportViews.of(imports.list(number, most), most);
    }

    /** Viewers see what it brings back as soon as that is embedded, and what it takes out no more at once. */
    @POST
    @Path("{number}/rollback")
    public JsonObject rollBack(
            @PathParam("number") String number,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        return Views.of(desk.rollBackImport(whole(number), note, Operators.of(caller, by)));
    }

    /** What is no number is the number of no import. */
    private static long whole(String number) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw new RefusedException(Refusal.Code.NOT_FOUND, "an import has a number");
        }
    }
}
