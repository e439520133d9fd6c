package io.exogenesis.omega.web.rest;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.wire.v1.SyncRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The Omega Sync Protocol where UDP is blocked: the same frames, answered by the same operation as on QUIC.
 *
 * <p>The token is in the CONNECT frame or in the Authorization header; either is judged there, frame by frame, so that a
 * refusal comes back typed like on QUIC and the answer is 200 whenever the request could be read.
 */
@Path("/omega/sync")
@RequestScoped
@Access(Who.ANYBODY)
@Tag(name = "sync")
public class SyncResource {
    /** Protobuf bytes of a SyncRequest or SyncResponse. */
    public static final String PROTOBUF = "application/x-protobuf";

    private static final String BEARER = "Bearer ";
    private static final JsonFormat.Parser READER = JsonFormat.parser().ignoringUnknownFields();
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
    @Operation(summary = "One sync: ClientFrames in, ServerFrames out (omega_sync.proto: SyncRequest, SyncResponse)")
    @APIResponse(responseCode = "200", description = "one answer a frame, in order; refusals are typed frames")
    @APIResponse(responseCode = "400", description = "the body is no SyncRequest")
    @APIResponse(responseCode = "413", description = "the body is too large, or has more than 16 frames")
    public byte[] protobuf(InputStream body, @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization)
            throws IOException {
        return frames(authorization).all(SyncFrames.read(body.readAllBytes())).toByteArray();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The same in protobuf's JSON form")
    public String json(InputStream body, @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization)
            throws IOException {
        SyncRequest.Builder request = SyncRequest.newBuilder();
        byte[] json = body.readAllBytes();
        SyncFrames.bound(json);
        try {
            READER.merge(new String(json, StandardCharsets.UTF_8), request);
        } catch (InvalidProtocolBufferException e) {
            throw Bodies.malformed("the body is no SyncRequest in JSON");
        }
        return WRITER.print(frames(authorization).all(request.build()));
    }

    private SyncFrames frames(@Nullable String authorization) {
        return SyncFrames.of(protocol, session(authorization));
    }

    private SyncSession session(@Nullable String authorization) {
        String remote = servlet.getRemoteAddr() + ":" + servlet.getRemotePort();
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? SyncSession.withToken(
                        remote, authorization.substring(BEARER.length()).strip())
                : SyncSession.of(remote);
    }
}
