package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** The evening of a browser: begun, asked for, ended. */
@Path("/watch/evening")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.THIS_MACHINE)
@FromWatch
public class EveningResource {
    /** Titles of the history that a page is told of, the newest. */
    private static final int MAX_HISTORY = 300;

    @Inject
    WatchRoom room;

    @Inject
    CoreSettings settings;

    @Context
    HttpServletRequest request;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public EveningResource() {}

    /** Whether this browser is in an evening, and what is remembered in it. */
    @GET
    public Response state() {
        return answer(open().orElseGet(() -> view(false, List.of(), Consents.NONE)))
                .build();
    }

    private Optional<JsonObject> open() {
        return room.evenings()
                .ifOpen(EveningCookie.secret(request), evening -> view(true, evening.history(), evening.consents()));
    }

    /** Begins one, or goes on with the one that there is. */
    @POST
    public Response begin() {
        Optional<JsonObject> already = open();
        if (already.isPresent()) {
            return answer(already.get()).build();
        }
        room.titles();
        String begun = room.evenings().begin();
        return answer(view(true, List.of(), Consents.NONE))
                .cookie(EveningCookie.of(begun, request))
                .build();
    }

    /** Ends it and deletes all of it before it answers. */
    @DELETE
    public Response end() {
        room.evenings().end(EveningCookie.secret(request));
        return Response.noContent()
                .cookie(EveningCookie.none(request))
                .header("Cache-Control", "no-store")
                .build();
    }

    private JsonObject view(boolean open, List<WatchedTitle> history, Consents consents) {
        Titles titles = room.titles();
        List<WatchedTitle> newest = history.subList(Math.max(0, history.size() - MAX_HISTORY), history.size());
        JsonObjectBuilder view = WatchViews.object()
                .add("open", open)
                .add("titles", titles.size())
                .add("notice", settings.server().notice())
                .add("idleMinutes", settings.watch().idle().toMinutes())
                .add("remembered", history.size())
                .add("consents", WatchViews.of(consents));
        return view.add("history", WatchViews.array(newest.reversed(), w -> WatchViews.of(w, titles)))
                .build();
    }

    static Response.ResponseBuilder answer(JsonObject view) {
        return Response.ok(view).header("Cache-Control", "no-store");
    }
}
