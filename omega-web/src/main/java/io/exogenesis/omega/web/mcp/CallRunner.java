package io.exogenesis.omega.web.mcp;

import io.exogenesis.omega.mcp.Call;
import io.exogenesis.omega.mcp.JsonRpcMessage;
import io.exogenesis.omega.mcp.Progress;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Has a tool called on a thread of its own, while the request's thread tells the client how far it is.
 *
 * <p>A cancelled call ends for its client at once. Its work goes on to its end on the other thread: nobody is interrupted, since
 * an interrupt would close the files of a journal or a database that the thread happens to write.
 */
final class CallRunner {
    /** Each holds two of the server's threads; a tool call is an operator's act, not traffic. */
    static final int AT_A_TIME = 8;

    private static final Logger LOG = Logger.getLogger(CallRunner.class.getName());
    /** Never seen by a client. */
    private static final int CANCELLED = 499;

    private final McpDispatcher dispatcher;
    private final Executor threads;
    private final RunningCalls running;
    private final Duration keepAlive;
    private final Semaphore turns = new Semaphore(AT_A_TIME);

    /** @param keepAlive after which a client that takes events hears that somebody is still at work */
    CallRunner(McpDispatcher dispatcher, Executor threads, RunningCalls running, Duration keepAlive) {
        this.dispatcher = dispatcher;
        this.threads = threads;
        this.running = running;
        this.keepAlive = keepAlive;
    }

    /**
     * The answer; empty if there are too many calls already.
     *
     * @param events whether the client takes events before the response
     */
    Optional<McpAnswer> run(
            JsonRpcMessage.Request request, MirroredHeaders headers, ToolCaller caller, ReplyWriter out, boolean events)
            throws IOException {
        if (!turns.tryAcquire()) {
            return Optional.empty();
        }
        CompletableFuture<McpAnswer> answer = new CompletableFuture<>();
        Call<ToolCaller> call = new Call<>(caller, events ? progress(request, out, answer) : Progress.NONE);
        try {
            threads.execute(() -> {
                try {
                    answer.complete(dispatcher.answer(request, headers, call));
                } finally {
                    turns.release();
                }
            });
        } catch (RejectedExecutionException e) {
            turns.release();
            return Optional.empty();
        }
        return Optional.of(awaited(answer, request, caller, out, events));
    }

    private McpAnswer awaited(
            CompletableFuture<McpAnswer> answer,
            JsonRpcMessage.Request request,
            ToolCaller caller,
            ReplyWriter out,
            boolean events)
            throws IOException {
        Runnable cancel = () -> answer.complete(new McpAnswer(CANCELLED, Optional.empty()));
        running.begin(caller, request.id(), cancel);
        try {
            while (true) {
                try {
                    McpAnswer done = answer.get(keepAlive.toMillis(), TimeUnit.MILLISECONDS);
                    return done.status() == CANCELLED ? McpAnswer.TAKEN : done;
                } catch (TimeoutException e) {
                    if (events) {
                        out.keepAlive();
                    }
                }
            }
        } catch (IOException e) {
            // the client has gone, which cancels a call of 2026-07-28; nobody is left to answer
            cancel.run();
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return McpAnswer.TAKEN;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a dispatcher answers whatever happens", e);
        } finally {
            running.end(caller, request.id(), cancel);
        }
    }

    private static Progress progress(
            JsonRpcMessage.Request request, ReplyWriter out, CompletableFuture<McpAnswer> answer) {
        Object token = request.meta().get("progressToken");
        if (!JsonRpcMessage.isId(token)) {
            return Progress.NONE;
        }
        return (done, message) -> {
            if (answer.isDone()) {
                return;
            }
            Map<String, Object> params = new LinkedHashMap<>();
            params.put("progressToken", token);
            params.put("progress", done);
            params.put("message", message);
            try {
                out.event(JsonRpcMessage.notification(McpSchema.METHOD_NOTIFICATION_PROGRESS, params));
            } catch (IOException e) {
                // the request's thread finds out for itself; the work goes on
                LOG.log(Level.FINE, "progress was not heard", e);
            }
        };
    }
}
