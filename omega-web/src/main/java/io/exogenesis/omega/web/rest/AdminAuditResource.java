package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.admin.AuditCohort;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The audit cohort: counts and outcomes together, never of one viewer. */
@Path("/admin/audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminAuditResource {
    @Inject
    AuditCohort cohort;

    @GET
    public JsonObject figures() {
        return OperatorViews.of(cohort.figures());
    }
}
