package io.exogenesis.omega.viewer.mcp;

import io.exogenesis.omega.mcp.JsonRpcMessage;
import io.exogenesis.omega.mcp.Progress;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request that waits for its turn or is being worked at. Once it is cancelled or answered, no message leaves for it. */
final class RunningCall {
    private final JsonRpcMessage.Request request;
    private final MessageWriter writer;
    /** Where its response goes: to the client, or into a batch. */
    private final Consumer<Object> response;

    private final Runnable answered;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread worker;
    private volatile boolean over;

    /** @param answered is run before the response leaves, since the client may use the id again as soon as it has read it */
    RunningCall(JsonRpcMessage.Request request, MessageWriter writer, Consumer<Object> response, Runnable answered) {
        this.request = request;
        this.writer = writer;
        this.response = response;
        this.answered = answered;
    }

    /** Has it answered on the calling thread, unless it was cancelled before its turn came. */
    void run(Dispatcher dispatcher) {
        lock.lock();
        try {
            if (over) {
                return;
            }
            worker = Thread.currentThread();
        } finally {
            lock.unlock();
        }
        try {
            dispatcher.answer(request, progress(), this::emit);
        } finally {
            lock.lock();
            try {
                worker = null;
                // the interrupt was meant for this call, not for the next one
                Thread.interrupted();
            } finally {
                lock.unlock();
            }
        }
    }

    /** No message leaves for it from now on, and who works at it is interrupted. */
    void cancel() {
        boolean first = end();
        lock.lock();
        try {
            // one that is being answered is left to it: an interrupt could break the answer off
            if (first && worker != null) {
                worker.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private void emit(Object message) {
        if (message instanceof JSONRPCNotification) {
            writer.writeIf(() -> !over, message);
            return;
        }
        if (end()) {
            answered.run();
            response.accept(message);
        }
    }

    /** Returns whether it was not over before. */
    private boolean end() {
        boolean[] first = new boolean[1];
        writer.whileSilent(() -> {
            first[0] = !over;
            over = true;
        });
        return first[0];
    }

    private Progress progress() {
        Object token = request.meta().get("progressToken");
        if (!JsonRpcMessage.isId(token)) {
            return Progress.NONE;
        }
        return (done, message) -> {
            Map<String, Object> params = new LinkedHashMap<>();
            params.put("progressToken", token);
            params.put("progress", done);
            params.put("message", message);
            writer.writeIf(() -> !over, JsonRpcMessage.notification(McpSchema.METHOD_NOTIFICATION_PROGRESS, params));
        };
    }
}
