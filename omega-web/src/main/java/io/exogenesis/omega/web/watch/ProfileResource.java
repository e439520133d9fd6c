package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.viewer.OutgoingMessage;
import io.exogenesis.omega.viewer.Recommendation;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;

/** What an evening's agent recommends, and its owner's say over what it knows. */
@Path("/watch/profile")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.THIS_MACHINE)
@FromWatch
public class ProfileResource {
    private static final String OFFLINE = "Nothing leaves: without a consent your agent knows no address of the Core.";
    private static final String ONLINE =
            "Your agent syncs once a minute with the Core on this machine. It sends what is"
                    + " marked as agreed, and with it its token, your consents and the versions it holds.";

    @Inject
    WatchRoom room;

    @Context
    HttpServletRequest request;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public ProfileResource() {}

    /** The best unseen titles with reasons; of somebody who told nothing yet, a mix of genres and decades to choose from. */
    @GET
    @Path("recommendations")
    public Response recommendations(
            @QueryParam("genre") @DefaultValue("") String genre,
            @QueryParam("limit") @DefaultValue("18") String limit) {
        int most = Asked.whole("limit", limit, 1, 60);
        Titles titles = room.titles();
        JsonObject view = room.evenings().in(EveningCookie.secret(request), evening -> {
            Evening.Offer offer = evening.offered(most, genre.isBlank() ? List.of() : List.of(genre));
            if (genre.isBlank() && !evening.history().isEmpty()) {
                evening.shown(offer);
            }
            return WatchViews.of(offer, known(offer.titles(), titles), titles);
        });
        return EveningResource.answer(view).build();
    }

    /** Those that the Core's catalogue still has: an agent that syncs hears of a withdrawal a minute later. */
    static List<Recommendation> known(List<Recommendation> list, Titles titles) {
        return list.stream().filter(r -> titles.title(r.mediaId()).isPresent()).toList();
    }

    /** Body: the consents that change, {@code {patterns?, sample?, audit?, metrics?, largeSample?}}. */
    @PUT
    @Path("consents")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response consent(InputStream in) {
        JsonObject body = Asked.body(in, Consents.NAMES);
        JsonObject view = room.evenings().in(EveningCookie.secret(request), evening -> {
            evening.consent(Asked.consents(body, evening.consents()));
            return consents(evening).build();
        });
        return EveningResource.answer(view).build();
    }

    /** Each consent in words, and the messages that a sync would push now or, if it were agreed to, would push. */
    @GET
    @Path("leaving")
    public Response leaving() {
        JsonObject view = room.evenings().in(EveningCookie.secret(request), evening -> {
            Consents given = evening.consents();
            List<OutgoingMessage> messages = evening.leaving();
            return consents(evening)
                    .add("messages", WatchViews.array(messages, m -> WatchViews.of(m, given)))
                    .build();
        });
        return EveningResource.answer(view).build();
    }

    private static JsonObjectBuilder consents(Evening evening) {
        Consents given = evening.consents();
        JsonObjectBuilder view = WatchViews.object();
        evening.member()
                .ifPresentOrElse(
                        viewer -> view.add("viewer", viewer.value()).add("note", ONLINE),
                        () -> view.addNull("viewer").add("note", OFFLINE));
        return view.add("consents", WatchViews.array(ConsentWords.all(), words -> WatchViews.of(words, given)))
                .add("acknowledged", evening.acknowledged());
    }

    /** All that is kept of this evening, as a file. */
    @GET
    @Path("export")
    public Response export() {
        Titles titles = room.titles();
        JsonObject view =
                room.evenings().in(EveningCookie.secret(request), evening -> EveningExport.of(evening, titles));
        return EveningResource.answer(view)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"omega-evening.json\"")
                .build();
    }
}
