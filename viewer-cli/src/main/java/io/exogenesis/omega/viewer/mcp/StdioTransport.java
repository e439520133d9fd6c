package io.exogenesis.omega.viewer.mcp;

import io.exogenesis.omega.mcp.JsonRpcMessage;
import io.exogenesis.omega.mcp.ModernEra;
import io.exogenesis.omega.mcp.Progress;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client over two streams, a message a line (MCP, "Transports: stdio").
 *
 * <p>Tools are called in the order the calls came, one at a time, so that a question sees what was tracked before it; a sync, which
 * waits for the network, runs beside them. Everything else is answered at once. {@code notifications/cancelled} interrupts a call
 * and suppresses its answer. At the end of the input what was asked before is answered.
 *
 * <p>The SDK's own transports end at the first line that is no message, or drop the answers that are under way when the input
 * ends.
 */
final class StdioTransport {
    /** An argument of 10 MB shall be refused by its tool, in words; what is far longer is not read into memory. */
    static final int MAX_LINE_BYTES = 16 << 20;

    /** Calls that wait; then the client has to. */
    private static final int MOST_WAITING = 256;

    /** A host opens one subscription; each holds a thread until it is cancelled. */
    private static final int MOST_SUBSCRIPTIONS = 16;

    private static final System.Logger LOG = System.getLogger(StdioTransport.class.getName());
    private static final String CANCELLED = "notifications/cancelled";

    private final McpJsonMapper json;
    private final LineReader in;
    private final MessageWriter writer;
    private final Dispatcher dispatcher;
    private final Duration patience;
    private final Semaphore places = new Semaphore(MOST_WAITING);
    private final Semaphore subscriptions = new Semaphore(MOST_SUBSCRIPTIONS);
    private final Map<Object, RunningCall> running = new ConcurrentHashMap<>();
    private final ExecutorService inOrder = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("omega-mcp-call").factory());
    private final ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();

    /** @param patience how long calls under way may take after the input has ended */
    StdioTransport(McpJsonMapper json, InputStream in, OutputStream out, Dispatcher dispatcher, Duration patience) {
        this.json = json;
        this.in = new LineReader(in, MAX_LINE_BYTES);
        this.writer = new MessageWriter(json, out);
        this.dispatcher = dispatcher;
        this.patience = patience;
    }

    /** Serves until the input ends and what was asked is answered. */
    void serve() throws IOException {
        try {
            LineReader.Read read = in.next();
            while (!(read instanceof LineReader.End)) {
                if (read instanceof LineReader.Line line && !line.text().isEmpty()) {
                    take(line.text());
                } else if (read instanceof LineReader.Bad bad) {
                    writer.write(JsonRpcMessage.error(null, ErrorCodes.INVALID_REQUEST, bad.why()));
                }
                read = in.next();
            }
        } finally {
            finish();
        }
    }

    private void finish() {
        dispatcher.close();
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

    private void take(String line) {
        Object value;
        try {
            value = json.readValue(line, Object.class);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "a line was no JSON: {0}", e.getMessage());
            writer.write(JsonRpcMessage.error(null, ErrorCodes.PARSE_ERROR, "a line is one JSON value"));
            return;
        }
        if (value instanceof List<?> batch) {
            takeAll(batch);
        } else {
            take(JsonRpcMessage.of(value), null);
        }
    }

    private void takeAll(List<?> messages) {
        if (!dispatcher.takesBatches()) {
            writer.write(JsonRpcMessage.error(
                    null, ErrorCodes.INVALID_REQUEST, "the protocol revision has no batches: a line is one message"));
            return;
        }
        if (messages.isEmpty()) {
            writer.write(JsonRpcMessage.error(null, ErrorCodes.INVALID_REQUEST, "a batch has at least one message"));
            return;
        }
        Batch batch = new Batch(writer);
        messages.forEach(message -> take(JsonRpcMessage.of(message), batch));
        batch.closed();
    }

    private void take(JsonRpcMessage message, @Nullable Batch batch) {
        switch (message) {
            case JsonRpcMessage.Request request -> take(request, batch);
            case JsonRpcMessage.Notification notification -> {
                if (CANCELLED.equals(notification.method())) {
                    cancel(notification.params().get("requestId"));
                }
                // the others ask for nothing here, and a notification is never answered
            }
            case JsonRpcMessage.Response response -> LOG.log(Level.DEBUG, "a response to nothing came");
            case JsonRpcMessage.Malformed malformed -> respond(batch, malformed.answer());
        }
    }

    private void take(JsonRpcMessage.Request request, @Nullable Batch batch) {
        if (running.containsKey(key(request.id()))) {
            refuse(request, batch, "a request with this id is not answered yet");
        } else if (batch != null
                && (Dispatcher.isModern(request) || McpSchema.METHOD_INITIALIZE.equals(request.method()))) {
            refuse(request, batch, "this request comes alone, not in a batch");
        } else if (McpSchema.METHOD_TOOLS_CALL.equals(request.method())) {
            places.acquireUninterruptibly();
            boolean sync = SyncTool.NAME.equals(request.params().get("name"));
            start(request, batch, sync ? beside : inOrder, places);
        } else if (!ModernEra.LISTEN.equals(request.method()) || !Dispatcher.isModern(request)) {
            dispatcher.answer(request, Progress.NONE, response -> respond(batch, response));
        } else if (subscriptions.tryAcquire()) {
            start(request, batch, beside, subscriptions);
        } else {
            refuse(request, batch, "there are " + MOST_SUBSCRIPTIONS + " subscriptions already");
        }
    }

    private void start(JsonRpcMessage.Request request, @Nullable Batch batch, ExecutorService lane, Semaphore place) {
        Object key = key(request.id());
        RunningCall call =
                new RunningCall(request, writer, response -> respond(batch, response), () -> running.remove(key));
        running.put(key, call);
        if (batch != null) {
            batch.opened();
        }
        lane.execute(() -> {
            try {
                call.run(dispatcher);
            } finally {
                running.remove(key, call);
                place.release();
                if (batch != null) {
                    batch.closed();
                }
            }
        });
    }

    private void refuse(JsonRpcMessage.Request request, @Nullable Batch batch, String why) {
        respond(batch, JsonRpcMessage.error(request.id(), ErrorCodes.INVALID_REQUEST, why));
    }

    private void respond(@Nullable Batch batch, Object response) {
        if (batch == null) {
            writer.write(response);
        } else {
            batch.add(response);
        }
    }

    /** What is unknown or done already is passed over: the answer and the cancellation may have crossed. */
    private void cancel(@Nullable Object id) {
        RunningCall call = id != null && JsonRpcMessage.isId(id) ? running.remove(key(id)) : null;
        if (call != null) {
            call.cancel();
        }
    }

    /** 1 and "1" are two ids; 1 is the same one however it was read. */
    private static Object key(Object id) {
        return id instanceof Number number ? List.of(number.toString()) : id;
    }
}
