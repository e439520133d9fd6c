package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The one close of an agent, whoever asks for it and how often: calls end, the memory is closed, what was used is given back. */
final class AgentClosing {
    /** What callers' reactions to their futures get of {@link ViewerAgent#CLOSE_TIMEOUT}. */
    private static final Duration REACTION = Duration.ofSeconds(1);

    /** What exchanges with the Core get of it. */
    private static final Duration PATIENCE = ViewerAgent.CLOSE_TIMEOUT.minus(REACTION);

    private final CallExecutor calls;
    private final CoreLink core;
    private final AgentDb db;
    private final Duration patience;
    private final Runnable released;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /**
     * @param exchange longest time of an exchange with the Core
     * @param released runs last
     */
    AgentClosing(CallExecutor calls, CoreLink core, AgentDb db, Duration exchange, Runnable released) {
        this.calls = calls;
        this.core = core;
        this.db = db;
        this.patience = exchange.compareTo(PATIENCE) < 0 ? exchange : PATIENCE;
        this.released = released;
    }

    /** Begins it; done when it is. On a thread of its own, since an interrupt of the caller's would damage what it writes. */
    CompletableFuture<Void> begin() {
        calls.doNotAwait(Thread.currentThread());
        if (calls.close()) {
            Thread.ofVirtual().name("omega-viewer-close").start(() -> {
                try {
                    close();
                    closed.complete(null);
                } catch (RuntimeException | Error e) {
                    closed.completeExceptionally(e);
                }
            });
        }
        return closed;
    }

    private void close() {
        core.stop();
        awaitCalls();
        try {
            db.close();
        } finally {
            core.close();
            released.run();
        }
    }

    private void awaitCalls() {
        try {
            for (Duration wait = patience; !calls.awaitDone(wait); wait = PATIENCE) {
                core.giveUp();
            }
            calls.awaitTold(REACTION);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody knows this thread", e);
        }
        core.giveUp(); // what nobody waits for any more ends, too
    }
}
