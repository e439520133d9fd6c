package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Titles to browse; works without an evening. */
@Path("/watch/titles")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.THIS_MACHINE)
@FromWatch
public class TitlesResource {
    @Inject
    WatchRoom room;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public TitlesResource() {}

    /** The newest first. */
    @GET
    public Response browse(
            @QueryParam("genre") @DefaultValue("") String genre,
            @QueryParam("decade") @DefaultValue("") String decade,
            @QueryParam("offset") @DefaultValue("0") String offset,
            @QueryParam("limit") @DefaultValue("24") String limit) {
        int from = Asked.whole("offset", offset, 0, 100_000);
        int many = Asked.whole("limit", limit, 1, 60);
        List<MediaItem> all = room.titles().browse(Asked.filter(genre, decade));
        int first = Math.min(from, all.size());
        return EveningResource.answer(WatchViews.object()
                        .add("total", all.size())
                        .add("offset", from)
                        .add(
                                "titles",
                                WatchViews.array(
                                        all.subList(first, Math.min(all.size(), first + many)), WatchViews::of))
                        .build())
                .build();
    }
}
