package io.exogenesis.omega.viewer.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One client over two streams, a message a line (MCP, "Transports: stdio").
 *
 * <p>The SDK's own transport ends at the first line that is no message, and drops the answers that are under way when its input
 * ends. This one answers such a line with an error and goes on; at the end of the input it answers what was asked before. Calls
 * run in the order they came, one at a time, so that a question sees what was tracked before it; those that {@code apart} names
 * (a sync waits for the network) run beside them. {@code notifications/cancelled} interrupts a call and suppresses its answer.
 */
final class StdioTransport implements McpServerTransportProvider {
    /** An argument of 10 MB shall be refused by its tool, in words; what is far longer is not read into memory. */
    static final int MAX_LINE_BYTES = 16 << 20;

    /** Calls that wait; then the client has to. */
    private static final int MOST_WAITING = 256;

    private static final System.Logger LOG = System.getLogger(StdioTransport.class.getName());
    private static final String CANCELLED = "notifications/cancelled";

    private final McpJsonMapper json;
    private final LineReader in;
    private final OutputStream out;
    private final Predicate<JSONRPCRequest> apart;
    private final Duration patience;
    private final Semaphore places = new Semaphore(MOST_WAITING);
    private final Map<Object, Thread> running = new ConcurrentHashMap<>();
    private final Set<Object> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Object> cancelled = ConcurrentHashMap.newKeySet();
    private final ReentrantLock writing = new ReentrantLock();
    private boolean broken;
    /** Before, the SDK's session would let a call wait without an end. */
    private boolean initialized;

    private @Nullable McpServerSession session;

    /** @param patience how long calls under way may take after the input has ended */
    StdioTransport(
            McpJsonMapper json, InputStream in, OutputStream out, Predicate<JSONRPCRequest> apart, Duration patience) {
        this.json = json;
        this.in = new LineReader(in, MAX_LINE_BYTES);
        this.out = out;
        this.apart = apart;
        this.patience = patience;
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        session = factory.create(new Way());
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2024_11_05,
                ProtocolVersions.MCP_2025_03_26,
                ProtocolVersions.MCP_2025_06_18,
                ProtocolVersions.MCP_2025_11_25);
    }

    /** Serves until the input ends and what was asked is answered. */
    void serve() throws IOException {
        ExecutorService inOrder = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("omega-mcp-call").factory());
        ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
        try {
            LineReader.Read read = in.next();
            while (!(read instanceof LineReader.End)) {
                if (read instanceof LineReader.Line line && !line.text().isEmpty()) {
                    take(line.text(), inOrder, beside);
                } else if (read instanceof LineReader.Bad bad) {
                    refuse(null, McpSchema.ErrorCodes.INVALID_REQUEST, bad.why());
                }
                read = in.next();
            }
        } finally {
            finish(inOrder, beside);
        }
    }

    private void finish(ExecutorService inOrder, ExecutorService beside) {
        inOrder.shutdown();
        beside.shutdown();
        try {
            long until = System.nanoTime() + patience.toNanos();
            if (!inOrder.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)
                    || !beside.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                LOG.log(
                        Level.WARNING,
                        "calls under way are given up {0} s after the input ended",
                        patience.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        inOrder.shutdownNow();
        beside.shutdownNow();
    }

    private void take(String line, ExecutorService inOrder, ExecutorService beside) {
        JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(json, line);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "a line was no message: {0}", e.getMessage());
            refuseLine(line);
            return;
        }
        if (message instanceof JSONRPCRequest request && request.id() != null) {
            boolean first = McpSchema.METHOD_INITIALIZE.equals(request.method());
            if (first || McpSchema.METHOD_PING.equals(request.method())) {
                handle(message);
            } else if (initialized) {
                enqueue(request, apart.test(request) ? beside : inOrder);
            } else {
                refuse(
                        request.id(),
                        McpSchema.ErrorCodes.INVALID_REQUEST,
                        "a client sends initialize and then notifications/initialized before it asks");
            }
        } else if (message instanceof JSONRPCNotification notification && CANCELLED.equals(notification.method())) {
            cancel(notification);
        } else {
            initialized |= message instanceof JSONRPCNotification notification
                    && McpSchema.METHOD_NOTIFICATION_INITIALIZED.equals(notification.method());
            handle(message);
        }
    }

    private void enqueue(JSONRPCRequest request, ExecutorService lane) {
        places.acquireUninterruptibly();
        waiting.add(request.id());
        lane.execute(() -> {
            try {
                running.put(request.id(), Thread.currentThread());
                if (!cancelled.contains(request.id())) {
                    handle(request);
                }
            } finally {
                running.remove(request.id());
                waiting.remove(request.id());
                cancelled.remove(request.id());
                // the interrupt was meant for this call, not for the next one
                Thread.interrupted();
                places.release();
            }
        });
    }

    private void cancel(JSONRPCNotification notification) {
        if (notification.params() instanceof Map<?, ?> params
                && params.get("requestId") instanceof Object id
                && waiting.contains(id)) {
            cancelled.add(id);
            Thread caller = running.get(id);
            if (caller != null) {
                caller.interrupt();
            }
        }
    }

    private void handle(JSONRPCMessage message) {
        McpServerSession current = session;
        if (current == null) {
            throw new IllegalStateException("the server was not built over this transport");
        }
        try {
            current.handle(message).block();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a message was not handled: {0}", e.getMessage());
        }
    }

    /** JSON-RPC 2.0 §5.1: an error whose id is null where none could be read. */
    private void refuseLine(String line) {
        try {
            Object value = json.readValue(line, Object.class);
            Object id = value instanceof Map<?, ?> members ? members.get("id") : null;
            boolean usable = id instanceof String || id instanceof Number;
            refuse(
                    usable ? id : null,
                    McpSchema.ErrorCodes.INVALID_REQUEST,
                    "a line is one JSON-RPC 2.0 request, notification or response");
        } catch (IOException | RuntimeException e) {
            refuse(null, McpSchema.ErrorCodes.PARSE_ERROR, "a line is one JSON value");
        }
    }

    private void refuse(@Nullable Object id, int code, String why) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("jsonrpc", "2.0");
        answer.put("id", id);
        answer.put("error", Map.of("code", code, "message", why));
        write(answer);
    }

    private void write(Object message) {
        writing.lock();
        try {
            if (broken) {
                return;
            }
            // a line holds no raw line break: JSON escapes those in texts, and the mapper writes none of its own
            out.write((json.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            broken = true;
            LOG.log(Level.WARNING, "the client reads no more: {0}", e.getMessage());
        } finally {
            writing.unlock();
        }
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        McpServerSession current = session;
        return current == null ? Mono.empty() : current.sendNotification(method, params);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    /** The session's side. */
    private final class Way implements McpServerTransport {
        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message) {
            return Mono.fromRunnable(() -> {
                if (!(message instanceof JSONRPCResponse response) || !cancelled.contains(response.id())) {
                    write(message);
                }
            });
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return json.convertValue(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }
    }
}
