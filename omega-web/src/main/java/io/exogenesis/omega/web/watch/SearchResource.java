package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.vector.search.FoundTitle;
import io.exogenesis.omega.vector.search.TitleFinder;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Titles by natural words. Works without an evening; in one, the agent remembers what was looked for. */
@Path("/watch/search")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.THIS_MACHINE)
@FromWatch
public class SearchResource {
    /** Results that the agent remembers beside a search: what somebody sees of them. */
    private static final int REMEMBERED = 20;

    @Inject
    WatchRoom room;

    @Context
    HttpServletRequest request;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public SearchResource() {}

    @GET
    public Response search(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("genre") @DefaultValue("") String genre,
            @QueryParam("decade") @DefaultValue("") String decade,
            @QueryParam("limit") @DefaultValue("24") String limit) {
        TitleFinder.Answer answer =
                room.titles().find(Asked.search(text), Asked.filter(genre, decade), Asked.whole("limit", limit, 1, 60));
        room.evenings().ifOpen(EveningCookie.secret(request), evening -> {
            evening.searched(
                    answer.asked().text(),
                    answer.titles().stream()
                            .limit(REMEMBERED)
                            .map(FoundTitle::item)
                            .map(t -> t.id())
                            .toList());
            return "";
        });
        return EveningResource.answer(WatchViews.of(answer)).build();
    }
}
