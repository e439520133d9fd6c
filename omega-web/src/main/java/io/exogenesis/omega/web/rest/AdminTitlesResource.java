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

/** What the defence does to titles and why, and the operator's word about them. */
@Path("/admin/titles")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminTitlesResource {
    @Inject
    TitleModeration titles;

    @Inject
    Caller caller;

    /** By their ids; {@code next} of one page is {@code after} of the next. */
    @GET
    public JsonObject list(
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        return ModerationViews.of(titles.list(
                ModerationViews.states(state), after, Queries.whole("limit", limit, 1, TitleModeration.MAX_PAGE)));
    }

    @GET
    @Path("{id}")
    public JsonObject show(@PathParam("id") String id) {
        return ModerationViews.ofOne(titles.show(id));
    }

    /** The same again changes nothing and is not logged. */
    @PUT
    @Path("{id}/anchor")
    public JsonObject anchor(
            @PathParam("id") String id,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        return ModerationViews.of(titles.anchor(id, note, Operators.of(caller, by)))
                .build();
    }

    @DELETE
    @Path("{id}/anchor")
    public JsonObject unanchor(
            @PathParam("id") String id,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        return ModerationViews.of(titles.unanchor(id, note, Operators.of(caller, by)))
                .build();
    }

    @DELETE
    @Path("{id}/refutation")
    public JsonObject clear(
            @PathParam("id") String id,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        return ModerationViews.of(titles.clearRefutation(id, note, Operators.of(caller, by)))
                .build();
    }
}
