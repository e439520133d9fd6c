package io.exogenesis.omega.web.rest;

import com.google.protobuf.util.JsonFormat;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.bank.PatternFilter;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.web.guard.BodyGate;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/** The bank of consolidated patterns, to look into and to contribute to. */
@Path("/omega/patterns")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
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

    @Context
    Request request;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public PatternsResource() {}

    /** A page, or with {@code query} the nearest in meaning, best first with their cosine. */
    @GET
    @Access({Who.VIEWER, Who.ADMIN})
    public Response list(@BeanParam PatternQuery asked) {
        PatternFilter filter = asked.filter();
        int limit = asked.limit();
        if (asked.query != null) {
            caller.viewer().ifPresent(limits::search);
            return Response.ok(found(bank.search(asked.query, limit, filter))).build();
        }
        BankVersion now = bank.contents().version();
        // The tag names the query, too: one that was kept without its address misleads nobody.
        return Conditional.of(request, now + asked.toString(), () -> page(asked.page(bank, limit, filter)));
    }

    private static JsonObject page(GlobalBank.Page page) {
        JsonArrayBuilder patterns = Json.createArrayBuilder();
        page.patterns().forEach(p -> patterns.add(Views.of(p)));
        JsonObjectBuilder view = Json.createObjectBuilder()
                .add("version", page.version().number())
                .add("total", page.total());
        page.next()
                .ifPresentOrElse(
                        place -> view.add("next", PatternQuery.cursor(page.version(), place)),
                        () -> view.addNull("next"));
        return view.add("patterns", patterns).build();
    }

    private JsonObject found(List<GlobalBank.Found> found) {
        JsonArrayBuilder patterns = Json.createArrayBuilder();
        found.forEach(f -> patterns.add(Views.of(f.pattern()).add("cosine", f.cosine())));
        return Json.createObjectBuilder()
                .add("version", bank.contents().version().number())
                .add("patterns", patterns)
                .build();
    }

    @GET
    @Path("{id}")
    @Access({Who.VIEWER, Who.ADMIN})
    public Response one(@PathParam("id") String id) {
        return bank.pattern(new PatternId(id))
                .map(p -> Conditional.of(request, Views.of(p).build()))
                .orElseThrow(() -> new RefusedException(Refusal.Code.NOT_FOUND, "the bank has no pattern of this id"));
    }

    /** Body: PushPatterns of omega_sync.proto in JSON. The same operation as PUSH_PATTERNS of a sync. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Who.VIEWER)
    public String push(InputStream body, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization)
            throws IOException {
        PushPatterns.Builder push = PushPatterns.newBuilder();
        SyncFrames.readJson(body.readAllBytes(), push, BodyGate.lease(servlet));
        String token = authorization.substring(BEARER_LENGTH).strip();
        ServerFrame answer = SyncFrames.of(
                        protocol, SyncSession.withToken("http", SyncResource.transport(servlet), token))
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
}
