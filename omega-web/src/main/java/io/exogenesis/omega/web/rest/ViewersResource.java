package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.registry.Enrolment;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.registry.ViewerRegistry;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;

/** Registration of devices, and what a viewer may see of itself. */
@Path("/omega/viewers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ViewersResource {
    private static final List<String> FIELDS = List.of("enrolmentCode", "displayName", "consent");

    @Inject
    Enrolment enrolment;

    @Inject
    ViewerRegistry registry;

    @Inject
    Caller caller;

    /** Body: {@code {enrolmentCode, displayName?, consent{patterns,sample,audit,metrics,largeSample}}}. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Who.ANYBODY)
    public Response register(InputStream in) {
        JsonObject body = Bodies.object(in);
        Bodies.only(body, "an enrolment", FIELDS);
        Registration made = enrolment.register(
                Bodies.text(body, "enrolmentCode"),
                Bodies.optionalText(body, "displayName"),
                Bodies.consents(body, "consent"));
        // Relative to the API's own path.
        return Response.created(URI.create("omega/viewers/" + made.viewerId()))
                .entity(Views.of(made))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** The viewer itself or the operator. */
    @GET
    @Path("{id}")
    @Access({Who.VIEWER, Who.ADMIN})
    public JsonObject status(@PathParam("id") String id) {
        ViewerId viewer = new ViewerId(id);
        caller.mustBe(viewer);
        return registry.status(viewer)
                .map(Views::of)
                .orElseThrow(() -> new RefusedException(Refusal.Code.NOT_FOUND, "there is no viewer " + viewer));
    }
}
