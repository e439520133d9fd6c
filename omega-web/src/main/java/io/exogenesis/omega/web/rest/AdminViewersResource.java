package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.core.operation.OperatorDesk;
import io.exogenesis.omega.core.port.ViewerStore.ViewerRow;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.core.registry.RemovedViewer;
import io.exogenesis.omega.core.registry.ViewerRegistry;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registry, for the operator. */
@Path("/admin/viewers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminViewersResource {
    private static final int MAX_PAGE = 1000;
    private static final int MAX_SEARCH = 256;
    private static final int MAX_BATCHES = 1000;

    @Inject
    ViewerRegistry registry;

    @Inject
    EnrolmentCodes codes;

    @Inject
    OperatorDesk desk;

    @Inject
    CoreSettings settings;

    @Inject
    Caller caller;

    /**
     * The codes are in this answer and nowhere else. What a program does with the enrolment key is not an operator's action: a code
     * for each device that is sold would push those out of the log.
     */
    @POST
    @Path("codes")
    @Access({Who.ADMIN, Who.ENROLMENT_KEY})
    public Response mint(
            @QueryParam("count") @DefaultValue("1") String count,
            @QueryParam("expiresIn") @DefaultValue("") String expiresIn,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        int n = Queries.whole("count", count, 1, EnrolmentCodes.MAX_BATCH);
        boolean operator = caller.principal().filter(Principal::isAdmin).isPresent();
        Optional<Duration> lifetime = Queries.duration("expiresIn", expiresIn);
        List<String> fresh =
                operator ? desk.mintCodes(n, lifetime, note, Operators.of(caller, by)) : codes.mint(n, lifetime);
        JsonObject minted =
                Json.createObjectBuilder().add("codes", Views.texts(fresh)).build();
        return Response.status(Response.Status.CREATED)
                .entity(minted)
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Oldest first. With {@code offset} rows that come and go between two pages move the others; with {@code cursor} they do not. */
    @GET
    public JsonObject list(
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("cursor") @DefaultValue("") String cursor,
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        int most = Queries.whole("limit", limit, 1, MAX_PAGE);
        JsonArrayBuilder viewers = Json.createArrayBuilder();
        JsonObjectBuilder view =
                Json.createObjectBuilder().add("registered", registry.count()).add("openCodes", codes.open());
        if (offset != null) {
            registry.list(Queries.whole("offset", offset, 0, Integer.MAX_VALUE), most)
                    .forEach(v -> viewers.add(Views.of(v)));
            return view.add("viewers", viewers).build();
        }
        if (search.length() > MAX_SEARCH) {
            throw new BadParameterException("search", "search has at most " + MAX_SEARCH + " characters");
        }
        List<ViewerRow> page = registry.page(ViewerCursor.parse(cursor), search, most);
        page.forEach(row -> viewers.add(Views.of(registry.statusOf(row))));
        ViewerCursor.behind(page, most)
                .ifPresentOrElse(next -> view.add("next", next), () -> view.add("next", JsonValue.NULL));
        return view.add("viewers", viewers).build();
    }

    /** Its status, and what the books say of it. */
    @GET
    @Path("{id}")
    public JsonObject show(@PathParam("id") String id) {
        ViewerId viewer = new ViewerId(id);
        return registry.status(viewer)
                .map(v -> Json.createObjectBuilder(Views.of(v))
                        .add("standing", OperatorViews.of(registry.standing(viewer)))
                        .build())
                .orElseThrow(() -> new RefusedException(Refusal.Code.NOT_FOUND, "there is no viewer " + viewer));
    }

    /** Its frames are refused from now on, on every transport and after a restart, until it is resumed. */
    @POST
    @Path("{id}/suspend")
    public void suspend(
            @PathParam("id") String id,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        desk.suspendViewer(new ViewerId(id), note, Operators.of(caller, by));
    }

    @POST
    @Path("{id}/resume")
    public void resume(
            @PathParam("id") String id,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        desk.resumeViewer(new ViewerId(id), note, Operators.of(caller, by));
    }

    /** Open codes by when they were made, newest first; never the codes. */
    @GET
    @Path("codes")
    public JsonObject openCodes() {
        JsonArrayBuilder batches = Json.createArrayBuilder();
        codes.batches(MAX_BATCHES)
                .forEach(b -> batches.add(Json.createObjectBuilder()
                        .add("madeAt", b.madeAt().toString())
                        .add("expiresAt", b.expiresAt().toString())
                        .add("open", b.open())));
        return Json.createObjectBuilder()
                .add("open", codes.open())
                .add("maximum", settings.registry().maxOpenCodes())
                .add("batches", batches)
                .build();
    }

    /** No code that is open lets a device in any more. */
    @DELETE
    @Path("codes")
    public JsonObject withdrawCodes(
            @QueryParam("note") @DefaultValue("") String note, @QueryParam("by") @DefaultValue("") String by) {
        return Json.createObjectBuilder()
                .add("withdrawn", desk.withdrawCodes(note, Operators.of(caller, by)))
                .build();
    }

    /** Takes effect with the viewer's next frame, on every transport. */
    @DELETE
    @Path("{id}")
    public Response remove(
            @PathParam("id") String id,
            @QueryParam("report") @DefaultValue("false") String report,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        boolean told = Queries.flag("report", report);
        RemovedViewer removed = desk.removeViewer(new ViewerId(id), note, Operators.of(caller, by));
        return told
                ? Response.ok(OperatorViews.of(removed)).build()
                : Response.noContent().build();
    }
}
