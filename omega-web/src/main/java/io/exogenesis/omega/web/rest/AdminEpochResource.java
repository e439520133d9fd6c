package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.defence.EpochModeration;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The running epoch: what it holds, and how the operator ends or empties it. */
@Path("/admin/epoch")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminEpochResource {
    private static final int MAX_NAMED = 100;

    @Inject
    EpochModeration epochs;

    @Inject
    Caller caller;

    @GET
    public JsonObject status(@QueryParam("largest") @DefaultValue("10") String largest) {
        return ModerationViews.of(epochs.status(Queries.whole("largest", largest, 0, MAX_NAMED)));
    }

    /** Returns when the round is committed. */
    @POST
    @Path("close")
    public JsonObject close(
            @QueryParam("note") @DefaultValue("") String note, @QueryParam("by") @DefaultValue("") String by) {
        return Views.of(epochs.close(note, Operators.of(caller, by)));
    }

    /** Cannot be undone, so it names the epoch that its operator saw. */
    @DELETE
    @Path("contributions")
    public JsonObject discard(
            @QueryParam("confirm") @DefaultValue("") String confirm,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        int epoch = Queries.whole("confirm", confirm, 0, Integer.MAX_VALUE);
        return ModerationViews.of(epochs.discard(epoch, note, Operators.of(caller, by)));
    }
}
