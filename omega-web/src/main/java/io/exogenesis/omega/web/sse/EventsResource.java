package io.exogenesis.omega.web.sse;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.identity.TokenVerifier;
import io.exogenesis.omega.core.registry.ViewerRegistry;
import io.exogenesis.omega.core.stream.Announcer;
import io.exogenesis.omega.core.stream.Listener;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.jspecify.annotations.Nullable;

/** What rounds published, as they come. With {@code Last-Event-ID} a listener first hears what it missed. */
@Path("/omega/events")
@RequestScoped
public class EventsResource {
    private static final int BEARER_LENGTH = "Bearer ".length();

    @Inject
    Announcer announcer;

    @Inject
    Caller caller;

    @Inject
    ViewerRegistry registry;

    @Inject
    TokenVerifier verifier;

    @Inject
    @StreamThreads
    ManagedExecutorService threads;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Access(Who.ADMIN)
    public void all(
            @Context Sse sse,
            @Context SseEventSink sink,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastSeen,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        announcer.join(listener(sse, sink, authorization), lastSeen);
    }

    @GET
    @Path("{viewerId}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Access({Who.VIEWER, Who.ADMIN})
    public void ofViewer(
            @PathParam("viewerId") String viewerId,
            @Context Sse sse,
            @Context SseEventSink sink,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastSeen,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        ViewerId viewer = new ViewerId(viewerId);
        caller.mustBe(viewer);
        if (registry.status(viewer).isEmpty()) {
            throw new RefusedException(Refusal.Code.NOT_FOUND, "there is no viewer " + viewer);
        }
        announcer.join(listener(sse, sink, authorization), lastSeen);
    }

    /** A stream outlives its request: whether its token still holds is asked again at each heartbeat. */
    private Listener listener(Sse sse, SseEventSink sink, String authorization) {
        TokenVerifier asked = verifier;
        String token = authorization.substring(BEARER_LENGTH).strip();
        String owner = caller.principal().orElseThrow().subject();
        return new Listener(owner, () -> asked.verify(token), new SseSink(sse, sink), threads);
    }
}
