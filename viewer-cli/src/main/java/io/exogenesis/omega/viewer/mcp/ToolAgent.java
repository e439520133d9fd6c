package io.exogenesis.omega.viewer.mcp;

import io.exogenesis.omega.mcp.PlainWords;
import io.exogenesis.omega.mcp.ToolProblem;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerAgent;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The agent behind the tools. It is opened by the first call that needs it, so that a directory in use is an answer and not a
 * server that does not start, and is opened anew when it is configured otherwise. Thread-safe.
 */
final class ToolAgent implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ToolAgent.class.getName());

    private final AgentSource source;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private AgentSource.@Nullable Opened open;
    private Tuning tuning = Tuning.NONE;
    private boolean news;
    private boolean closed;
    private Instant nextSync = Instant.MIN;

    ToolAgent(AgentSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    ViewerAgent agent() {
        return opened().agent();
    }

    boolean hasCore() {
        return opened().core();
    }

    private AgentSource.Opened opened() {
        lock.lock();
        try {
            AgentSource.Opened now = open;
            if (now == null) {
                now = opening(Optional.empty(), tuning);
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    private AgentSource.Opened opening(Optional<ViewerId> viewer, Tuning with) {
        if (closed) {
            throw new ToolProblem("The server is shutting down.");
        }
        AgentSource.Opened made = source.open(viewer, with);
        open = made;
        tuning = with;
        return made;
    }

    /** Opens the agent for this viewer with this configuration; one that is open already so stays as it is. */
    AgentSource.Opened init(Optional<ViewerId> viewer, Tuning with) {
        lock.lock();
        try {
            AgentSource.Opened now = open;
            boolean other = now != null
                    && viewer.isPresent()
                    && !viewer.get().equals(now.agent().stats().viewerId());
            if (now != null && !other && with.equals(tuning)) {
                return new AgentSource.Opened(now.agent(), now.shared(), now.core(), false);
            }
            shut();
            return opening(viewer, with);
        } finally {
            lock.unlock();
        }
    }

    /** Something was tracked: the patterns are older than the history now. */
    void tracked() {
        lock.lock();
        try {
            news = true;
        } finally {
            lock.unlock();
        }
    }

    /** Learns if something was tracked since. */
    void learn() throws InterruptedException {
        ViewerAgent agent = agent();
        lock.lock();
        try {
            if (!news) {
                return;
            }
            news = false;
        } finally {
            lock.unlock();
        }
        await(agent.learnFromSession());
    }

    /** How long to wait until the next sync is due; zero if it is. */
    Duration untilSync() {
        lock.lock();
        try {
            Instant now = clock.instant();
            return now.isBefore(nextSync) ? Duration.between(now, nextSync) : Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }

    void synced(Duration pause) {
        lock.lock();
        try {
            nextSync = clock.instant().plus(pause);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a call of the agent; an interrupt (the caller cancelled) ends the wait, not the agent's work. */
    static <T> T await(CompletableFuture<T> call) throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a call of the agent failed", e.getCause());
        }
    }

    /** Learns from what was tracked and closes the agent. What was tracked is durable already. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            shut();
        } finally {
            lock.unlock();
        }
    }

    private void shut() {
        AgentSource.Opened now = open;
        open = null;
        if (now == null) {
            return;
        }
        try {
            if (news) {
                news = false;
                now.agent().learnFromSession().join();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the last session was not learned from, the next start can: {0}", e.getMessage());
        } finally {
            now.agent().close();
            closeShared(now.shared());
        }
    }

    private static void closeShared(AutoCloseable shared) {
        try {
            shared.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ToolProblem("The shared models were not closed in order: " + PlainWords.sentence(e));
        }
    }
}
