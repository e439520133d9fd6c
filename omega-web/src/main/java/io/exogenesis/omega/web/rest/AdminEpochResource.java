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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The running epoch: what it holds, and how the operator ends or empties it. */
@Path("/admin/epoch")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
@SecurityRequirement(name = "token")
@Tag(name = "operation")
public class AdminEpochResource {
    private static final int MAX_NAMED = 100;

    @Inject
    EpochModeration epochs;

    @Inject
    Caller caller;

    @GET
    @Operation(summary = "What the running epoch holds, what it takes at most, and who contributed the most")
    @APIResponse(
            responseCode = "200",
            description =
                    "{epoch, since, endsAt, patterns, samples, reports, contributions, standing, bytes, viewers, ceiling,"
                            + " byteCeiling, largest: [{viewer, patterns, samples, reports, accepted}]}")
    public JsonObject status(@QueryParam("largest") @DefaultValue("10") String largest) {
        return ModerationViews.of(epochs.status(Queries.whole("largest", largest, 0, MAX_NAMED)));
    }

    /** Returns when the round is committed. */
    @POST
    @Path("close")
    @Operation(
            summary =
                    "End the epoch with a round now: what counts is kept, raw contributions are erased, samples stand for their lease")
    @APIResponse(responseCode = "200", description = "the round and its decisions")
    @APIResponse(responseCode = "503", description = "the catalogue is still being embedded; Retry-After says when")
    public JsonObject close(
            @QueryParam("note") @DefaultValue("") String note, @QueryParam("by") @DefaultValue("") String by) {
        return Views.of(epochs.close(note, Operators.of(caller, by)));
    }

    /** Cannot be undone, so it names the epoch that its operator saw. */
    @DELETE
    @Path("contributions")
    @Operation(
            summary =
                    "Erase all raw contributions of the running epoch, not the samples that stood when it began; confirm must be its number")
    @APIResponse(responseCode = "200", description = "what there was, as from GET")
    @APIResponse(responseCode = "400", description = "confirm is missing or names another epoch")
    public JsonObject discard(
            @QueryParam("confirm") @DefaultValue("") String confirm,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        int epoch = Queries.whole("confirm", confirm, 0, Integer.MAX_VALUE);
        return ModerationViews.of(epochs.discard(epoch, note, Operators.of(caller, by)));
    }
}
