package io.exogenesis.omega.viewer.internal.memory;

import io.exogenesis.omega.viewer.internal.store.AgentDb;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** How the calls of an agent run: on virtual threads, bounded in number, refused after the close. */
public interface BoundedExecutor {
    /** Runs work that blocks or computes; fails at once if too many wait or the agent is closed. */
    <T> CompletableFuture<T> run(String name, Supplier<T> work);

    /** For an {@link AgentDb} of its own: a virtual thread a call, without limit. */
    static BoundedExecutor unbounded() {
        return new BoundedExecutor() {
            @Override
            public <T> CompletableFuture<T> run(String name, Supplier<T> work) {
                CompletableFuture<T> result = new CompletableFuture<>();
                Thread.ofVirtual().name("omega-viewer-" + name).start(() -> {
                    try {
                        result.complete(work.get());
                    } catch (RuntimeException | Error e) {
                        result.completeExceptionally(e);
                    }
                });
                return result;
            }
        };
    }
}
