package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.core.insight.TrendsAndDiscoveries;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * One title with what is known of it, and what the viewer does with it. Its id stands in the query: the server takes no path with an
 * escaped slash, and an id may have one.
 */
@Path("/watch/title")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.THIS_MACHINE)
@FromWatch
public class TitleResource {
    private static final List<String> FIELDS = List.of("action", "stars");
    private static final int RELATED = 8;

    @Inject
    WatchRoom room;

    @Inject
    TrendsAndDiscoveries insight;

    @Context
    HttpServletRequest request;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public TitleResource() {}

    @GET
    public Response title(@QueryParam("id") @DefaultValue("") String id) {
        Titles titles = room.titles();
        MediaItem title = titles.title(new MediaId(id)).orElseThrow(Asked::noTitle);
        JsonObjectBuilder view = WatchViews.object().add("title", WatchViews.of(title));
        insight.trends().stream()
                .filter(t -> t.title().id().equals(title.id()))
                .findFirst()
                .ifPresentOrElse(t -> view.add("trend", WatchViews.reason(t)), () -> view.addNull("trend"));
        view.add("related", WatchViews.array(Related.to(title, titles, insight, RELATED), Related::view));
        room.evenings()
                .ifOpen(EveningCookie.secret(request), evening -> said(evening, title, titles))
                .orElseGet(() -> new Said(Optional.empty(), Optional.empty()))
                .to(view);
        return EveningResource.answer(view.build()).build();
    }

    /** What a viewer said of a title, and what the agent thinks of it. */
    private record Said(Optional<WatchedTitle> mine, Optional<Opinion> opinion) {
        void to(JsonObjectBuilder view) {
            view.add("mine", WatchViews.mine(mine));
            opinion.ifPresentOrElse(o -> view.add("opinion", o.view()), () -> view.addNull("opinion"));
        }
    }

    private static Said said(Evening evening, MediaItem title, Titles titles) {
        return new Said(evening.remembered(title.id()), Opinion.of(evening, title, titles));
    }

    /** Body: {@code {action: rate | watched | skip | forget, stars?}}. The answer says what it changed in the list. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response act(@QueryParam("id") @DefaultValue("") String id, InputStream in) {
        JsonObject body = Asked.body(in, FIELDS);
        Titles titles = room.titles();
        MediaItem title = titles.title(new MediaId(id)).orElseThrow(Asked::noTitle);
        Act act = Act.of(body);
        JsonObject view = room.evenings().in(EveningCookie.secret(request), evening -> {
            Change change = evening.change(title.id(), act);
            return WatchViews.object()
                    .add("mine", WatchViews.mine(evening.remembered(title.id())))
                    .add("remembered", evening.history().size())
                    .add("change", change.view(act.words(), title))
                    .add(
                            "recommendations",
                            WatchViews.of(
                                    change.offer(),
                                    ProfileResource.known(change.offer().titles(), titles),
                                    titles))
                    .build();
        });
        return EveningResource.answer(view).build();
    }
}
