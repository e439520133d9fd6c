package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.viewer.AgentBusyException;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.internal.memory.BoundedExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The calls under way in one agent: bounded, on virtual threads, refused after the close. Thread-safe.
 */
public final class Calls implements BoundedExecutor {
    private final int limit;
    private final Semaphore free;
    private final AtomicBoolean closed = new AtomicBoolean();

    public Calls(int limit) {
        this.limit = limit;
        this.free = new Semaphore(limit, true);
    }

    @Override
    public <T> CompletableFuture<T> run(String name, Supplier<T> work) {
        return begin(() -> {
            CompletableFuture<T> result = new CompletableFuture<>();
            Thread.ofVirtual().name("omega-viewer-" + name).start(() -> {
                try {
                    result.complete(work.get());
                } catch (RuntimeException | Error e) {
                    result.completeExceptionally(e);
                }
            });
            return result;
        });
    }

    /** Counts work that runs elsewhere until its future is done. */
    <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> work) {
        if (closed.get()) {
            return CompletableFuture.failedFuture(new AgentClosedException("the agent is shut down"));
        }
        if (!free.tryAcquire()) {
            return CompletableFuture.failedFuture(new AgentBusyException(limit));
        }
        // the close may have come in between: then it waits for this permit, and the work finds the memory still open
        CompletableFuture<T> running;
        try {
            running = work.get();
        } catch (RuntimeException | Error e) {
            free.release();
            throw e;
        }
        // release before the caller hears of it, so that its next call finds the place free
        return running.whenComplete((value, error) -> free.release());
    }

    /** Takes no more calls. Returns false if it was closed before. */
    public boolean close() {
        return closed.compareAndSet(false, true);
    }

    /** Waits until all calls are done. */
    public void awaitDone() {
        free.acquireUninterruptibly(limit);
        free.release(limit);
    }
}
