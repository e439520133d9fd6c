package io.exogenesis.omega.web.rest;

import com.google.protobuf.util.JsonFormat;
import io.exogenesis.omega.core.metrics.Transport;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.web.guard.Bearer;
import io.exogenesis.omega.web.guard.BodyGate;
import io.exogenesis.omega.web.guard.InboundBudget;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.wire.v1.SyncRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;

/**
 * The Omega Sync Protocol where UDP is blocked: the same frames, answered by the same operation as on QUIC.
 *
 * <p>The token is in the CONNECT frame or in the Authorization header; either is judged there, frame by frame, so that a
 * refusal comes back typed like on QUIC and the answer is 200 whenever the request could be read.
 */
@Path("/omega/sync")
@RequestScoped
@Access(Who.ANYBODY)
public class SyncResource {
    /** Protobuf bytes of a SyncRequest or SyncResponse. */
    public static final String PROTOBUF = "application/x-protobuf";

    private static final JsonFormat.Printer WRITER = JsonFormat.printer().omittingInsignificantWhitespace();

    @Inject
    SyncProtocol protocol;

    @Context
    HttpServletRequest servlet;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public SyncResource() {}

    @POST
    @Consumes(PROTOBUF)
    @Produces(PROTOBUF)
    public byte[] protobuf(InputStream body) throws IOException {
        InboundBudget.Lease lease = BodyGate.lease(servlet);
        return frames().all(SyncFrames.read(body.readAllBytes(), lease), lease).toByteArray();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public String json(InputStream body) throws IOException {
        InboundBudget.Lease lease = BodyGate.lease(servlet);
        SyncRequest.Builder request = SyncRequest.newBuilder();
        SyncFrames.readJson(body.readAllBytes(), request, lease);
        return WRITER.print(frames().all(request.build(), lease));
    }

    static Transport transport(HttpServletRequest request) {
        return request.isSecure() ? Transport.HTTPS : Transport.HTTP;
    }

    private SyncFrames frames() {
        return SyncFrames.of(protocol, session());
    }

    private SyncSession session() {
        String remote = servlet.getRemoteAddr() + ":" + servlet.getRemotePort();
        Transport transport = transport(servlet);
        return Bearer.of(servlet)
                .map(token -> SyncSession.withToken(remote, transport, token))
                .orElseGet(() -> SyncSession.of(remote, transport));
    }
}
