package io.exogenesis.omega.web.sse;

import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** New versions of the bank as they come. With {@code Last-Event-ID} a listener first hears what it missed. */
@Path("/omega/events")
@RequestScoped
@SecurityRequirement(name = "token")
@Tag(name = "events")
public class EventsResource {
    @Inject
    Announcer announcer;

    @Inject
    Caller caller;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Access(Who.ADMIN)
    @Operation(summary = "Every new bank version, for the operator")
    public void all(
            @Context Sse sse,
            @Context SseEventSink sink,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastSeen) {
        announcer.join(new Listener(sse, sink), version(lastSeen));
    }

    @GET
    @Path("{viewerId}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Access({Who.VIEWER, Who.ADMIN})
    @Operation(summary = "Every new bank version, for that viewer: time to sync")
    public void ofViewer(
            @PathParam("viewerId") String viewerId,
            @Context Sse sse,
            @Context SseEventSink sink,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastSeen) {
        caller.mustBe(new ViewerId(viewerId));
        announcer.join(new Listener(sse, sink), version(lastSeen));
    }

    /** Without an id, or with one that is not ours, a listener hears of what comes from now on. */
    private static long version(@Nullable String lastSeen) {
        try {
            return lastSeen == null ? Long.MAX_VALUE : Long.parseLong(lastSeen.strip());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
