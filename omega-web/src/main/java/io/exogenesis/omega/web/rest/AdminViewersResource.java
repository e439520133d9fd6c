package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.core.operation.OperatorDesk;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.core.registry.ViewerRegistry;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
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
import java.util.List;

/** The registry, for the operator. */
@Path("/admin/viewers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminViewersResource {
    private static final int MAX_PAGE = 1000;

    @Inject
    ViewerRegistry registry;

    @Inject
    EnrolmentCodes codes;

    @Inject
    OperatorDesk desk;

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
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        int n = Queries.whole("count", count, 1, EnrolmentCodes.MAX_BATCH);
        boolean operator = caller.principal().filter(Principal::isAdmin).isPresent();
        List<String> fresh = operator ? desk.mintCodes(n, note, Operators.of(caller, by)) : codes.mint(n);
        JsonObject minted =
                Json.createObjectBuilder().add("codes", Views.texts(fresh)).build();
        return Response.status(Response.Status.CREATED)
                .entity(minted)
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Oldest first. */
    @GET
    public JsonObject list(
            @QueryParam("offset") @DefaultValue("0") String offset,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        JsonArrayBuilder viewers = Json.createArrayBuilder();
        registry.list(Queries.whole("offset", offset, 0, Integer.MAX_VALUE), Queries.whole("limit", limit, 1, MAX_PAGE))
                .forEach(v -> viewers.add(Views.of(v)));
        return Json.createObjectBuilder()
                .add("registered", registry.count())
                .add("openCodes", codes.open())
                .add("viewers", viewers)
                .build();
    }

    /** Takes effect with the viewer's next frame, on every transport. */
    @DELETE
    @Path("{id}")
    public void remove(
            @PathParam("id") String id,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        desk.removeViewer(new ViewerId(id), note, Operators.of(caller, by));
    }
}
