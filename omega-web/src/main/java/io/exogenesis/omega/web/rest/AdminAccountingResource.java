package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The books: what was acknowledged, and what became of it. */
@Path("/admin/accounting")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminAccountingResource {
    @Inject
    Accounting accounting;

    /** Of all viewers, or of one. */
    @GET
    public JsonObject accounting(@QueryParam("viewer") @Nullable String viewer) {
        return Views.of(viewer == null ? accounting.total() : accounting.of(new ViewerId(viewer)));
    }
}
