package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.bank.BankMap;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.PublishedCatalogue;
import io.exogenesis.omega.core.healing.HealingLog;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the dashboard shows. Open to this machine; from elsewhere to the operator. */
@Path("/omega/dashboard")
@RequestScoped
@Access(Who.THIS_MACHINE)
public class DashboardResource {
    private static final int HEALING = 50;
    /** Patterns behind a cell: what a person reads. */
    private static final int PATTERNS = 50;
    /** Titles that say what a pattern is about. */
    private static final int TITLES = 3;

    @Inject
    DashboardViews views;

    @Inject
    ConsensusHealth consensus;

    @Inject
    HealingLog healing;

    @Inject
    DashboardStream stream;

    @Inject
    GlobalBank bank;

    @Inject
    Catalogue catalogue;

    @Context
    HttpServletRequest servlet;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public DashboardResource() {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response dashboard() {
        JsonArrayBuilder events = Json.createArrayBuilder();
        healing.latest(HEALING).forEach(e -> events.add(DashboardViews.of(e)));
        return fresh(Json.createObjectBuilder()
                .add("now", views.now(DashboardStream.ROUNDS))
                .add("rounds", stream.rounds())
                .add("consensus", consensus.view())
                .add("healing", events)
                .add("history", views.past())
                .build());
    }

    /** {@code now} every two seconds, {@code round} and {@code healing} when there is one. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@Context Sse sse, @Context SseEventSink sink) {
        stream.join(servlet, sse, sink);
    }

    @GET
    @Path("cells")
    @Produces(MediaType.APPLICATION_JSON)
    public Response cells() {
        return fresh(views.cells());
    }

    /** The patterns behind a cell, with titles of the catalogue that are nearest to them in meaning. */
    @GET
    @Path("cells/{q}/{s}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response cell(@PathParam("q") String q, @PathParam("s") String s) {
        int quality = Queries.whole("q", q, 0, BankMap.QUALITIES - 1);
        int support = Queries.whole("s", s, 0, BankMap.SUPPORTS.size() - 1);
        BankMap map = new BankMap(bank.contents().patterns());
        Optional<PublishedCatalogue> titles = catalogue.published();
        JsonArrayBuilder patterns = Json.createArrayBuilder();
        map.patterns(quality, support, PATTERNS).forEach(p -> patterns.add(of(p, titles)));
        return fresh(Json.createObjectBuilder()
                .add("q", quality)
                .add("s", support)
                .add("total", map.count(quality, support))
                .add("patterns", patterns)
                .build());
    }

    private static JsonObjectBuilder of(ConsolidatedPattern p, Optional<PublishedCatalogue> titles) {
        JsonArrayBuilder near = Json.createArrayBuilder();
        titles.ifPresent(c -> near(p, c).forEach(t -> near.add(named(t))));
        return Views.of(p).add("titles", near);
    }

    private static JsonObjectBuilder named(MediaItem title) {
        JsonObjectBuilder view = Json.createObjectBuilder().add("title", title.title());
        title.year().ifPresentOrElse(y -> view.add("year", y), () -> view.add("year", JsonValue.NULL));
        return view;
    }

    private static List<MediaItem> near(ConsolidatedPattern p, PublishedCatalogue titles) {
        float[] cosines = titles.space().int8().dots(p.embedding().toFloats());
        return IntStream.range(0, cosines.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -cosines[i]))
                .limit(TITLES)
                .map(i -> titles.entries().get(i).item())
                .toList();
    }

    private static Response fresh(JsonObject view) {
        return Response.ok(view).header("Cache-Control", "no-store").build();
    }
}
