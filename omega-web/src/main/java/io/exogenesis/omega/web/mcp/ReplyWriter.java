package io.exogenesis.omega.web.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes what a POST is answered with: one JSON body, or a stream of events (MCP, "Streamable HTTP") from the first notification
 * that has to leave before the response. Thread-safe.
 */
final class ReplyWriter {
    private static final byte[] KEEP_ALIVE = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final HttpServletResponse response;
    private final McpJsonMapper json;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean streaming;
    private boolean ended;

    ReplyWriter(HttpServletResponse response, McpJsonMapper json) {
        this.response = response;
        this.json = json;
    }

    /** A message that leaves before the response; none leaves after it. */
    void event(Object message) throws IOException {
        lock.lock();
        try {
            if (!ended) {
                stream();
                send(message);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says that somebody is still at work. Fails if the client has gone. */
    void keepAlive() throws IOException {
        lock.lock();
        try {
            if (!ended) {
                stream();
                response.getOutputStream().write(KEEP_ALIVE);
                response.flushBuffer();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The last. A stream has begun with 200 and stays so. */
    void end(McpAnswer answer) throws IOException {
        lock.lock();
        try {
            ended = true;
            if (streaming) {
                if (answer.message().isPresent()) {
                    send(answer.message().get());
                }
                return;
            }
            response.setStatus(answer.status());
            response.setHeader("Cache-Control", "no-store");
            if (answer.message().isPresent()) {
                byte[] body = bytes(answer.message().get());
                response.setContentType("application/json");
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
            }
        } finally {
            lock.unlock();
        }
    }

    private void stream() {
        if (!streaming) {
            streaming = true;
            response.setStatus(200);
            response.setContentType("text/event-stream");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
        }
    }

    private void send(Object message) throws IOException {
        response.getOutputStream().write("event: message\ndata: ".getBytes(StandardCharsets.UTF_8));
        // one line: JSON escapes line breaks in texts, and the mapper writes none of its own
        response.getOutputStream().write(bytes(message));
        response.getOutputStream().write("\n\n".getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    private byte[] bytes(Object message) throws IOException {
        return json.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
    }
}
