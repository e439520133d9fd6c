package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.api.OmegaCore;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells viewers that it is time to sync. */
@Path("/admin/distribution")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminDistributionResource {
    /** One request names at most so many; for more, name none. */
    private static final int MAX_NAMED = 1_000;

    @Inject
    OmegaCore core;

    @Inject
    Caller caller;

    /** {@code viewer} may be given more than once; without one all are meant. */
    @POST
    public JsonObject distribute(
            @QueryParam("viewer") List<String> viewers,
            @QueryParam("priority") @DefaultValue("low") String priority,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        if (viewers.size() > MAX_NAMED) {
            throw new BadParameterException("viewer", "at most " + MAX_NAMED + " viewers are named at once");
        }
        Set<ViewerId> whom = new HashSet<>();
        viewers.forEach(v -> whom.add(new ViewerId(v)));
        return CoreViews.of(core.distributeToViewers(whom, priority(priority), note, Operators.of(caller, by)));
    }

    private static Priority priority(String name) {
        try {
            return Priority.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("priority", "priority must be high, medium or low");
        }
    }
}
