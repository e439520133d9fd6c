package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.web.guard.Addresses;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.SessionGate;
import io.exogenesis.omega.web.security.Sessions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** An operator signs in with a browser, for as long as the browser is used. See docs/decisions/0056. */
@Path("/session")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ANYBODY)
public class SessionResource {
    @Inject
    Sessions sessions;

    @Inject
    SessionGate gate;

    @Inject
    RateLimits limits;

    @Context
    HttpServletRequest servlet;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public SessionResource() {}

    /** Body: {@code {"token": …}}. A token that is no good costs its address as any other stranger's. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response signIn(InputStream body) {
        SessionGate.fromHere(servlet);
        JsonObject given = Bodies.object(body);
        Bodies.only(given, "a session", List.of("token"));
        String token = Bodies.text(given, "token").strip();
        Sessions.Opened opened;
        try {
            opened = sessions.open(token);
        } catch (RefusedException e) {
            limits.address(Addresses.of(servlet.getRemoteAddr()), RateLimits.Kind.STRANGER);
            throw e;
        }
        SessionGate.secret(servlet).ifPresent(sessions::end);
        return Response.status(Response.Status.CREATED)
                .entity(view(sessions.find(opened.secret())))
                .cookie(cookie(opened.secret(), NewCookie.DEFAULT_MAX_AGE))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Who is signed in; no error if nobody is, since a page asks it when it is opened. */
    @GET
    public Response who() {
        return Response.ok(view(SessionGate.secret(servlet).flatMap(sessions::find)))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Signs out. */
    @DELETE
    public Response signOut() {
        gate.operator(servlet);
        SessionGate.secret(servlet).ifPresent(sessions::end);
        return Response.noContent().cookie(cookie("", 0)).build();
    }

    private static JsonObject view(Optional<Sessions.Operator> operator) {
        return operator.map(o -> Json.createObjectBuilder()
                        .add("signedIn", true)
                        .add("subject", o.principal().subject())
                        .add("csrf", o.csrf())
                        .add("until", o.until().toString())
                        .add("idleSeconds", Sessions.IDLE.toSeconds())
                        .build())
                .orElseGet(
                        () -> Json.createObjectBuilder().add("signedIn", false).build());
    }

    private NewCookie cookie(String value, int maxAge) {
        return new NewCookie.Builder(SessionGate.cookie(servlet))
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(servlet.isSecure())
                .sameSite(NewCookie.SameSite.STRICT)
                .maxAge(maxAge)
                .build();
    }
}
