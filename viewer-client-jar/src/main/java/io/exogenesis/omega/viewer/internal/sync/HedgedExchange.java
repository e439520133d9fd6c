package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.TransportException.Kind;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One exchange: over the first route, over the next one as soon as one fails, and a second time where no answer comes within the route's
 * delay. The first answer counts; what is still under way is given up. Used by one thread.
 */
final class HedgedExchange {
    /** Second requests: another stream or endpoint, then another connection or endpoint. */
    private static final int MOST_HEDGES = 2;

    private final List<Route> routes;
    private final List<ClientFrame> frames;
    private final BooleanSupplier budget;
    private final boolean repeatable;
    private final Events events;
    private final List<Route> untried;
    private final List<Attempt> running = new ArrayList<>();
    private final BlockingQueue<Attempt> ended = new LinkedBlockingQueue<>();
    private int hedges;
    /** No second request any more: there is no budget, or there is no other way. */
    private boolean patient;

    /** What the owner hears, on the thread that runs the exchange. */
    interface Events {
        /** The same frames leave once more. */
        void hedged();

        /** This one cannot be reached; another takes over at once. */
        void failed(Route route, TransportException why);

        /**
         * The answers are there.
         *
         * @param silent other routes that had more time for it and gave none, once for each request
         */
        void won(Route route, List<Route> silent);
    }

    private static final class Attempt {
        private final Route route;
        private final long began = System.nanoTime();
        private @Nullable Thread thread;
        private List<ServerFrame> answers = List.of();
        private @Nullable RuntimeException failure;

        Attempt(Route route) {
            this.route = route;
        }

        long nanos() {
            return System.nanoTime() - began;
        }
    }

    /**
     * @param routes at least one, in the order in which they are tried
     * @param budget whether one more second request may leave; asked once for each
     */
    HedgedExchange(List<Route> routes, List<ClientFrame> frames, BooleanSupplier budget, Events events) {
        this.routes = routes;
        this.frames = frames;
        this.budget = budget;
        this.events = events;
        this.untried = new ArrayList<>(routes);
        // a consent that arrives a second time, behind a newer one, would take that back
        this.repeatable = frames.stream().noneMatch(ClientFrame::hasConsent);
        this.patient = !repeatable;
    }

    /** @throws TransportException of the last route that failed, or of the first that says that another way is no help */
    List<ServerFrame> run() {
        try {
            start(untried.getFirst(), false);
            while (true) {
                Optional<Attempt> next = awaited();
                if (next.isEmpty()) {
                    hedge();
                } else if (next.get().failure == null) {
                    return won(next.get());
                } else {
                    failed(next.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(Kind.UNREACHABLE, "interrupted while waiting for the Core", e);
        } finally {
            running.forEach(attempt -> {
                if (attempt.thread != null) {
                    attempt.thread.interrupt();
                }
            });
        }
    }

    private void start(Route route, boolean anew) {
        untried.remove(route);
        Attempt attempt = new Attempt(route);
        running.add(attempt);
        attempt.thread = Thread.ofVirtual().name("omega-viewer-attempt").start(() -> {
            try {
                attempt.answers = route.exchange(frames, anew);
            } catch (RuntimeException e) {
                attempt.failure = e;
            } catch (Error e) {
                attempt.failure = new IllegalStateException("an exchange broke: " + e, e);
            } finally {
                ended.add(attempt);
            }
        });
    }

    /** The next attempt that ended; empty when the last one has taken longer than usual. */
    private Optional<Attempt> awaited() throws InterruptedException {
        Attempt last = running.getLast();
        Attempt next = patient
                ? ended.take()
                : ended.poll(Math.max(0, last.route.delay().nanos() - last.nanos()), TimeUnit.NANOSECONDS);
        if (next != null) {
            running.remove(next);
        }
        return Optional.ofNullable(next);
    }

    private void hedge() {
        Route silent = running.getFirst().route;
        Optional<Route> other = untried.stream()
                .filter(route -> route.health().usable())
                // another door of the same machine helps less than another stream, but more than another connection
                .filter(route -> hedges > 0 || route.elsewhere(silent))
                .findFirst();
        if (hedges == MOST_HEDGES || !budget.getAsBoolean()) {
            patient = true;
            return;
        }
        hedges++;
        events.hedged();
        start(other.orElse(silent), other.isEmpty() && hedges > 1);
    }

    private List<ServerFrame> won(Attempt winner) {
        winner.route.delay().answered(winner.nanos());
        List<Route> silent = new ArrayList<>();
        for (Attempt attempt : running) {
            if (attempt.began < winner.began) {
                // left out, only quick answers would count: in an overload the delay has to grow
                attempt.route.delay().answered(attempt.nanos());
                if (attempt.route != winner.route) {
                    silent.add(attempt.route);
                }
            }
        }
        events.won(winner.route, silent);
        return winner.answers;
    }

    /** Goes on with whatever is under way, else with the next route; throws if there is none, or if none would help. */
    private void failed(Attempt attempt) {
        if (!(attempt.failure instanceof TransportException why)) {
            throw Objects.requireNonNull(attempt.failure);
        }
        boolean first = attempt.route == routes.getFirst();
        if (!why.elsewhere() && (first || running.isEmpty())) {
            throw why;
        }
        boolean otherStream = running.stream().anyMatch(other -> other.route == attempt.route);
        if (!otherStream) {
            events.failed(attempt.route, why);
        }
        if (!running.isEmpty()) {
            return;
        }
        if (untried.isEmpty()) {
            throw why;
        }
        start(untried.getFirst(), false);
    }
}
