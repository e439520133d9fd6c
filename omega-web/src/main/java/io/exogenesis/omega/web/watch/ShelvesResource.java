package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.core.insight.TrendsAndDiscoveries;
import io.exogenesis.omega.core.insight.WellKnownTitles;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** What there is to browse: genres, decades, trends. Works without an evening. */
@Path("/watch/shelves")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.THIS_MACHINE)
@FromWatch
public class ShelvesResource {
    private static final int MAX_TRENDS = 20;
    /** Three pages of a first evening. */
    private static final int MAX_KNOWN = 60;

    @Inject
    WatchRoom room;

    @Inject
    TrendsAndDiscoveries insight;

    @Inject
    WellKnownTitles known;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public ShelvesResource() {}

    @GET
    public Response shelves() {
        Titles titles = room.titles();
        return EveningResource.answer(WatchViews.object()
                        .add(
                                "genres",
                                WatchViews.array(
                                        titles.genres().entrySet(),
                                        (Map.Entry<String, Long> g) -> WatchViews.object()
                                                .add("name", g.getKey())
                                                .add("titles", g.getValue())
                                                .build()))
                        .add(
                                "decades",
                                WatchViews.array(
                                        titles.decades().entrySet(),
                                        (Map.Entry<Integer, Long> d) -> WatchViews.object()
                                                .add("from", d.getKey())
                                                .add("titles", d.getValue())
                                                .build()))
                        .add(
                                "trends",
                                WatchViews.array(
                                        insight.trends().stream()
                                                .limit(MAX_TRENDS)
                                                .toList(),
                                        WatchViews::of))
                        .build())
                .build();
    }

    /** What most viewers know, the best known first: for a first evening. */
    @GET
    @Path("known")
    public Response known() {
        return EveningResource.answer(WatchViews.object()
                        .add("titles", WatchViews.array(known.best(MAX_KNOWN), WatchViews::of))
                        .build())
                .build();
    }
}
