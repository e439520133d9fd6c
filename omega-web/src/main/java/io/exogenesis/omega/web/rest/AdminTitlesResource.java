package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.defence.TitleModeration;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the defence does to titles and why, and the operator's word about them. */
@Path("/admin/titles")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
@SecurityRequirement(name = "token")
@Tag(name = "operation")
public class AdminTitlesResource {
    @Inject
    TitleModeration titles;

    @Inject
    Caller caller;

    /** By their ids; {@code next} of one page is {@code after} of the next. */
    @GET
    @Operation(
            summary =
                    "Titles that are refuted, held, waiting, clamped, raised or anchored, and why, as of the round that"
                            + " last published an item model or ended an epoch")
    @APIResponse(responseCode = "200", description = "{round, epoch, at, founded, more, titles: [...], next}")
    public JsonObject list(
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        return ModerationViews.of(titles.list(
                ModerationViews.states(state), after, Queries.whole("limit", limit, 1, TitleModeration.MAX_PAGE)));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One title: what its supporters ask for, what counts, what the audit counted, and why")
    @APIResponse(responseCode = "200", description = "{round, epoch, at, founded, more, id, title, state, reason, ...}")
    @APIResponse(responseCode = "404", description = "neither catalogue nor defence knows such a title")
    public JsonObject show(@PathParam("id") String id) {
        return ModerationViews.ofOne(titles.show(id));
    }

    /** The same again changes nothing and is not logged. */
    @PUT
    @Path("{id}/anchor")
    @Operation(summary = "Vouch for a title: from the next round on it may grow faster, and no audit refutes it")
    @APIResponse(responseCode = "200", description = "the title")
    @APIResponse(responseCode = "404", description = "neither catalogue nor defence knows such a title")
    @APIResponse(responseCode = "413", description = "as many titles are anchored as may be")
    public JsonObject anchor(
            @PathParam("id") String id,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        return ModerationViews.of(titles.anchor(id, note, Operators.of(caller, by)))
                .build();
    }

    @DELETE
    @Path("{id}/anchor")
    @Operation(summary = "Vouch for a title no more: what the audit counted of it meanwhile counts again")
    @APIResponse(responseCode = "200", description = "the title")
    @APIResponse(responseCode = "404", description = "neither catalogue nor defence knows such a title")
    public JsonObject unanchor(
            @PathParam("id") String id,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        return ModerationViews.of(titles.unanchor(id, note, Operators.of(caller, by)))
                .build();
    }

    @DELETE
    @Path("{id}/refutation")
    @Operation(
            summary =
                    "Take a refutation back: what the audit counted of the title until the end of the running epoch is"
                            + " forgotten; reports of later epochs may refute it again")
    @APIResponse(responseCode = "200", description = "the title; clearing is true until an epoch took it in")
    @APIResponse(responseCode = "404", description = "neither catalogue nor defence knows such a title")
    public JsonObject clear(
            @PathParam("id") String id,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        return ModerationViews.of(titles.clearRefutation(id, note, Operators.of(caller, by)))
                .build();
    }
}
