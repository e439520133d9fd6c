package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Calls of one agent that wait for others. Each runs on a thread of its own that writes nothing to the memory, so it may be
 * interrupted: an interrupt would close the journal under a thread that writes. Thread-safe.
 */
public final class NetworkCalls {
    private final Map<CompletableFuture<?>, Thread> running = new ConcurrentHashMap<>();
    private volatile boolean ended;

    /**
     * Waits for {@code call}. An interrupt of the caller, who may give up a sync, interrupts the call.
     *
     * @throws AgentClosedException at once when {@link #giveUp} is called, even if the call does not heed the interrupt
     */
    public <T> T run(Supplier<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual().name("omega-viewer-exchange").unstarted(() -> {
            try {
                answer.complete(call.get());
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            } finally {
                running.remove(answer);
            }
        });
        running.put(answer, caller);
        if (ended) {
            running.remove(answer);
            throw closed();
        }
        caller.start();
        try {
            return answer.get();
        } catch (InterruptedException e) {
            caller.interrupt();
            Thread.currentThread().interrupt();
            throw new TransportException(
                    TransportException.Kind.UNREACHABLE, "interrupted while waiting for the Core", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new CompletionException(e.getCause());
        }
    }

    /** A transport whose exchanges can be given up, whatever carries them. */
    public FrameTransport over(FrameTransport own) {
        return new FrameTransport() {
            @Override
            public List<ServerFrame> exchange(List<ClientFrame> frames) {
                return run(() -> own.exchange(frames));
            }

            @Override
            public List<ServerFrame> held(List<ClientFrame> frames, Duration wait) {
                return run(() -> own.held(frames, wait));
            }

            @Override
            public <T> T waiting(Supplier<T> work) {
                return run(work);
            }

            @Override
            public String name() {
                return own.name();
            }

            @Override
            public List<String> notes() {
                return own.notes();
            }

            @Override
            public void close() {
                own.close();
            }
        };
    }

    /** Ends all that wait, and lets nothing begin. */
    public void giveUp() {
        ended = true;
        running.forEach((answer, caller) -> {
            answer.completeExceptionally(closed());
            caller.interrupt();
        });
    }

    private static AgentClosedException closed() {
        return new AgentClosedException("the agent is shut down");
    }
}
