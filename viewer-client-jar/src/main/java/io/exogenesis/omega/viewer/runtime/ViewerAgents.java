package io.exogenesis.omega.viewer.runtime;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerException;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Many viewers' agents in one process, of which only so many are open at a time: opened when one is asked for, closed when
 * another needs its place and nobody uses it, the one that was not used for longest first. They share a {@link ViewerRuntime}.
 *
 * <pre>{@code
 * try (ViewerAgents agents = new ViewerAgents(shared, 100, viewer -> ViewerAgentConfig.builder(viewer, states.resolve(viewer.value())).build())) {
 *     agents.with(viewer, agent -> agent.trackRating(media, 5)).join();
 * }
 * }</pre>
 *
 * Thread-safe. Automatic syncs run only while an agent is open: a host that closes agents syncs them itself.
 */
public final class ViewerAgents implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ViewerAgents.class.getName());

    private final ViewerRuntime shared;
    private final int maxOpen;
    private final Function<ViewerId, ViewerAgentConfig> configs;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Open and opening agents, the least recently used first. */
    private final Map<ViewerId, Place> places = new LinkedHashMap<>(16, .75f, true);

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean closed;
    private long opened;

    /** An agent and how many use it. */
    private static final class Place {
        private final CompletableFuture<ViewerAgent> agent = new CompletableFuture<>();
        private int users = 1;
        private boolean closing;
    }

    /**
     * @param shared stays open when this is closed
     * @param maxOpen most agents open at once, ≥ 1; more are waited for
     * @param configs how the agent of a viewer is configured; each with a state directory of its own
     */
    public ViewerAgents(ViewerRuntime shared, int maxOpen, Function<ViewerId, ViewerAgentConfig> configs) {
        if (maxOpen < 1) {
            throw new InvalidValueException("at least one agent must be open, not " + maxOpen);
        }
        this.shared = shared;
        this.maxOpen = maxOpen;
        this.configs = configs;
    }

    /**
     * Does something with a viewer's agent. Blocks while it is opened, or while all places are in use.
     *
     * @param work may return a future: the agent stays open until it is done
     * @throws ViewerException as {@link ViewerRuntime#open} does; the next call tries again
     * @throws AgentClosedException after {@link #close}
     */
    public <T> CompletableFuture<T> with(ViewerId viewer, Function<ViewerAgent, CompletableFuture<T>> work) {
        ViewerAgent agent = take(viewer);
        try {
            // a copy: if the caller cancels it, the agent is still given back
            return work.apply(agent)
                    .whenComplete((value, error) -> giveBack(viewer))
                    .copy();
        } catch (RuntimeException | Error e) {
            giveBack(viewer);
            throw e;
        }
    }

    /** Agents open now. */
    public int open() {
        lock.lock();
        try {
            return places.size();
        } finally {
            lock.unlock();
        }
    }

    /** How often an agent was opened so far: far more than {@link #open()} says that the places are too few. */
    public long opened() {
        lock.lock();
        try {
            return opened;
        } finally {
            lock.unlock();
        }
    }

    private ViewerAgent take(ViewerId viewer) {
        Place mine;
        lock.lock();
        try {
            while (true) {
                if (closed) {
                    throw new AgentClosedException("the agents of this process are closed");
                }
                Place there = places.get(viewer);
                if (there != null && !there.closing) {
                    there.users++;
                    mine = there;
                    break;
                }
                if (there == null && places.size() < maxOpen) {
                    Place fresh = new Place();
                    places.put(viewer, fresh);
                    opened++;
                    return openOutside(viewer, fresh);
                }
                if (there != null || !closeOne()) {
                    changed.awaitUninterruptibly();
                }
            }
        } finally {
            lock.unlock();
        }
        try {
            return mine.agent.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    /** Called with the lock; opens without it, so that others go on meanwhile. */
    private ViewerAgent openOutside(ViewerId viewer, Place place) {
        lock.unlock();
        try {
            ViewerAgent agent = shared.open(configs.apply(viewer));
            place.agent.complete(agent);
            lock.lock();
            return agent;
        } catch (RuntimeException | Error e) {
            lock.lock();
            places.remove(viewer, place);
            changed.signalAll();
            place.agent.completeExceptionally(e);
            throw e;
        }
    }

    /** Called with the lock; closes the least recently used idle agent without it. False if all are in use. */
    private boolean closeOne() {
        for (Map.Entry<ViewerId, Place> entry : places.entrySet()) {
            Place place = entry.getValue();
            if (place.users == 0 && !place.closing) {
                ViewerId viewer = entry.getKey();
                place.closing = true;
                lock.unlock();
                try {
                    shutDown(viewer, place).join();
                } finally {
                    lock.lock();
                    places.remove(viewer, place);
                    changed.signalAll();
                }
                return true;
            }
        }
        return false;
    }

    private void giveBack(ViewerId viewer) {
        lock.lock();
        try {
            Place place = places.get(viewer);
            if (place != null) {
                place.users--;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for what is under way, {@link ViewerAgent#CLOSE_TIMEOUT} at most, and closes all agents side by side: also those that are
     * in use after that time, and each as {@link ViewerAgent#close} says. A second caller waits for the first.
     */
    @Override
    public void close() {
        if (!closingNow()) {
            done.join();
            return;
        }
        try {
            unused().entrySet().stream()
                    .map(entry -> shutDown(entry.getKey(), entry.getValue()))
                    .toList()
                    .forEach(CompletableFuture::join);
        } finally {
            done.complete(null);
        }
    }

    private boolean closingNow() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            changed.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** All places, when nobody uses them or it has taken too long. */
    private Map<ViewerId, Place> unused() {
        long deadline = System.nanoTime() + ViewerAgent.CLOSE_TIMEOUT.toNanos();
        lock.lock();
        try {
            while (places.values().stream().anyMatch(p -> p.users > 0 || p.closing) && deadline > System.nanoTime()) {
                awaitChange(deadline - System.nanoTime());
            }
            Map<ViewerId, Place> open = new LinkedHashMap<>(places);
            places.clear();
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock. An interrupt is kept for afterwards. */
    private void awaitChange(long nanos) {
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = deadline - System.nanoTime()) {
            try {
                var _ = changed.awaitNanos(left);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Completes when the agent is closed. One that cannot be closed in order keeps none of the others open. */
    private static CompletableFuture<Void> shutDown(ViewerId viewer, Place place) {
        return place.agent.thenCompose(ViewerAgent::shutdown).exceptionally(e -> {
            LOG.log(Level.WARNING, "the agent of viewer {0} was not closed in order: {1}", viewer, e.getMessage());
            return null;
        });
    }
}
