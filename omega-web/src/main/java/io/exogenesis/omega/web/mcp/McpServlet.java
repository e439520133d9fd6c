package io.exogenesis.omega.web.mcp;

import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.mcp.Call;
import io.exogenesis.omega.mcp.JsonRpcMessage;
import io.exogenesis.omega.mcp.Progress;
import io.exogenesis.omega.web.guard.BodyGate;
import io.exogenesis.omega.web.guard.BoundedJson;
import io.exogenesis.omega.web.problem.Problem;
import io.exogenesis.omega.wire.v1.Refusal;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The Core's tools over MCP: one address, POST only. There are no sessions, so nothing is to be opened with GET or closed with
 * DELETE. What is refused before a message was read is a {@link Problem}, as everywhere; from then on it is JSON-RPC.
 */
@WebServlet(urlPatterns = McpServlet.PATH, asyncSupported = true)
public class McpServlet extends HttpServlet {
    /** The one address. */
    public static final String PATH = "/mcp";

    /** For an error of the server's own that JSON-RPC leaves to it: the token does not allow the call. */
    private static final int FORBIDDEN = -32_003;

    private static final String CANCELLED = "notifications/cancelled";
    private static final Duration LATER = Duration.ofSeconds(2);
    private static final long serialVersionUID = 1L;

    @Inject
    transient CoreMcp core;

    @Inject
    transient McpAccess access;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public McpServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!core.hosts().allowsHost(request.getHeader("Host"))
                || !core.hosts().allowsOrigin(request.getHeader("Origin"))) {
            new Problem(403, "FORBIDDEN", "this Core is not asked for under this name here (omega.mcp.hosts)")
                    .end(response);
        } else if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            new Problem(405, "UNSUPPORTED", "there are no sessions here: every request is a POST").end(response);
        } else {
            Optional<ToolCaller> caller = access.caller(request, response);
            if (caller.isPresent() && isTakenWell(request, response)) {
                answer(request, response, caller.get());
            }
        }
    }

    private static boolean isTakenWell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            new Problem(415, "UNSUPPORTED", "a message comes as application/json").end(response);
            return false;
        }
        if (!accepts(request, "application/json")) {
            new Problem(406, "UNSUPPORTED", "the client takes application/json and text/event-stream").end(response);
            return false;
        }
        return true;
    }

    /** No header at all takes everything (RFC 9110 §12.5.1). */
    private static boolean accepts(HttpServletRequest request, String type) {
        String accept = request.getHeader("Accept");
        if (accept == null) {
            return true;
        }
        for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
            String wanted = range.split(";", 2)[0].strip();
            if (wanted.equals(type) || wanted.equals("*/*") || wanted.equals(type.split("/", 2)[0] + "/*")) {
                return true;
            }
        }
        return false;
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, ToolCaller caller)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(MessageReader.MAX_BYTES + 1);
        OptionalInt parts = MessageReader.parts(body);
        if (parts.isPresent() && !BodyGate.lease(request).tryGrow((long) parts.getAsInt() * BoundedJson.BYTES_A_PART)) {
            busy(response);
            return;
        }
        MessageReader.Read read = core.reader().read(body);
        MirroredHeaders headers = MirroredHeaders.of(request);
        ReplyWriter out = new ReplyWriter(response, core.json());
        if (read.batch()) {
            out.end(batch(read.messages(), headers, caller));
            return;
        }
        switch (read.messages().getFirst()) {
            case JsonRpcMessage.Malformed malformed -> out.end(refused(malformed));
            case JsonRpcMessage.Response ignored -> out.end(McpAnswer.TAKEN);
            case JsonRpcMessage.Notification notification -> out.end(taken(notification, caller));
            case JsonRpcMessage.Request message -> {
                Optional<Scope> needed = core.dispatcher().needs(message);
                if (!McpAccess.allows(caller, needed, response)) {
                    out.end(McpAnswer.of(403, lacks(message, needed)));
                    return;
                }
                Optional<McpAnswer> answer =
                        answer(message, headers, caller, out, accepts(request, "text/event-stream"));
                if (answer.isPresent()) {
                    out.end(answer.get());
                } else {
                    busy(response);
                }
            }
        }
    }

    private Optional<McpAnswer> answer(
            JsonRpcMessage.Request request, MirroredHeaders headers, ToolCaller caller, ReplyWriter out, boolean events)
            throws IOException {
        if (request.method().equals(McpSchema.METHOD_TOOLS_CALL)) {
            return core.runner().run(request, headers, caller, out, events);
        }
        return Optional.of(core.dispatcher().answer(request, headers, new Call<>(caller, Progress.NONE)));
    }

    /** Only 2025-03-26 has them. Each message is answered after the one before it; a tool is called on this thread. */
    private McpAnswer batch(List<JsonRpcMessage> messages, MirroredHeaders headers, ToolCaller caller) {
        if (!McpDispatcher.takesBatches(headers)) {
            return McpAnswer.of(
                    400,
                    JsonRpcMessage.error(
                            null,
                            ErrorCodes.INVALID_REQUEST,
                            "the protocol revision has no batches: a body is one message"));
        }
        List<Object> answers = new ArrayList<>();
        for (JsonRpcMessage message : messages) {
            switch (message) {
                case JsonRpcMessage.Malformed malformed -> answers.add(malformed.answer());
                case JsonRpcMessage.Response ignored -> {}
                case JsonRpcMessage.Notification notification -> taken(notification, caller);
                case JsonRpcMessage.Request request ->
                    inBatch(request, headers, caller).message().ifPresent(answers::add);
            }
        }
        return answers.isEmpty() ? McpAnswer.TAKEN : McpAnswer.of(200, answers);
    }

    private McpAnswer inBatch(JsonRpcMessage.Request request, MirroredHeaders headers, ToolCaller caller) {
        if (McpDispatcher.comesAlone(request)) {
            return McpAnswer.of(
                    200,
                    JsonRpcMessage.error(
                            request.id(), ErrorCodes.INVALID_REQUEST, "this request comes alone, not in a batch"));
        }
        Optional<Scope> needed = core.dispatcher().needs(request);
        return needed.isPresent() && !caller.scopes().contains(needed.get())
                ? McpAnswer.of(200, lacks(request, needed))
                : core.dispatcher().answer(request, headers, new Call<>(caller, Progress.NONE));
    }

    private McpAnswer taken(JsonRpcMessage.Notification notification, ToolCaller caller) {
        if (CANCELLED.equals(notification.method())) {
            core.running().cancel(caller, notification.params().get("requestId"));
        }
        // the others ask for nothing here, and a notification is never answered
        return McpAnswer.TAKEN;
    }

    private static McpAnswer refused(JsonRpcMessage.Malformed malformed) {
        return McpAnswer.of(McpDispatcher.status(malformed.code()), malformed.answer());
    }

    private static Object lacks(JsonRpcMessage.Request request, Optional<Scope> needed) {
        return JsonRpcMessage.error(
                request.id(),
                FORBIDDEN,
                "the token does not allow this: it lacks the scope "
                        + needed.map(Scope::text).orElse(""));
    }

    private static void busy(HttpServletResponse response) throws IOException {
        Problem.refused(Refusal.Code.UNAVAILABLE, "too many calls are under way: try again", LATER)
                .end(response);
    }
}
