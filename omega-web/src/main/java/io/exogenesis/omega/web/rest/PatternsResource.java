package io.exogenesis.omega.web.rest;

import com.google.protobuf.util.JsonFormat;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.bank.PatternFilter;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.web.guard.BodyGate;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.ServerFrame;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The bank of consolidated patterns, to look into and to contribute to. */
@Path("/omega/patterns")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "token")
@Tag(name = "patterns")
public class PatternsResource {
    private static final int MAX_PAGE = 1000;
    private static final int BEARER_LENGTH = "Bearer ".length();

    @Inject
    GlobalBank bank;

    @Inject
    SyncProtocol protocol;

    @Inject
    RateLimits limits;

    @Inject
    Caller caller;

    @Context
    HttpServletRequest servlet;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public PatternsResource() {}

    /** A page, or with {@code query} the nearest in meaning, best first with their cosine. */
    @GET
    @Access({Who.VIEWER, Who.ADMIN})
    @Operation(
            summary =
                    "Consolidated patterns: a page (offset, limit), filtered (taskType, genre, minQuality), or with query= the nearest in meaning")
    public JsonObject list(
            @QueryParam("offset") @DefaultValue("0") String offset,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("query") @Nullable String query,
            @QueryParam("taskType") @Nullable String taskType,
            @QueryParam("genre") @Nullable String genre,
            @QueryParam("minQuality") @DefaultValue("0") String minQuality) {
        PatternFilter filter = new PatternFilter(
                Optional.ofNullable(taskType).map(PatternsResource::taskType),
                Optional.ofNullable(genre),
                Queries.share("minQuality", minQuality));
        int many = Queries.whole("limit", limit, 1, MAX_PAGE);
        JsonArrayBuilder patterns = Json.createArrayBuilder();
        JsonObjectBuilder view = Json.createObjectBuilder();
        if (query == null) {
            GlobalBank.Page page = bank.page(Queries.whole("offset", offset, 0, Integer.MAX_VALUE), many, filter);
            page.patterns().forEach(p -> patterns.add(Views.of(p)));
            view.add("version", page.version()).add("total", page.total());
        } else {
            caller.viewer().ifPresent(limits::search);
            bank.search(query, many, filter)
                    .forEach(f -> patterns.add(Views.of(f.pattern()).add("cosine", f.cosine())));
            view.add("version", bank.contents().version().number());
        }
        return view.add("patterns", patterns).build();
    }

    /** Body: PushPatterns of omega_sync.proto in JSON. The same operation as PUSH_PATTERNS of a sync. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Who.VIEWER)
    @Operation(summary = "Push contributions (PushPatterns in JSON); answered by PushAck")
    @APIResponse(responseCode = "200", description = "PushAck: all up to committedThroughSeq is durable")
    @APIResponse(responseCode = "409", description = "a sequence number was left out")
    @APIResponse(responseCode = "413", description = "more than 1 MiB as a message, or more than 64 contributions")
    @APIResponse(responseCode = "429", description = "too many requests or bytes; Retry-After says when")
    public String push(InputStream body, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization)
            throws IOException {
        PushPatterns.Builder push = PushPatterns.newBuilder();
        SyncFrames.readJson(body.readAllBytes(), push, BodyGate.lease(servlet));
        String token = authorization.substring(BEARER_LENGTH).strip();
        ServerFrame answer = SyncFrames.of(protocol, SyncSession.withToken("http", token))
                .one(ClientFrame.newBuilder().setPush(push).build())
                .orElseThrow(() -> new IllegalStateException("a push is always answered"));
        if (answer.hasRefusal()) {
            throw new RefusedException(
                    answer.getRefusal().getCode(),
                    answer.getRefusal().getMessage(),
                    Duration.ofMillis(answer.getRefusal().getRetryAfterMs()));
        }
        return JsonFormat.printer().omittingInsignificantWhitespace().print(answer.getPushAck());
    }

    private static TaskType taskType(String name) {
        try {
            return TaskType.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Bodies.malformed("taskType must be preference, recommendation, discovery or behavior");
        }
    }
}
