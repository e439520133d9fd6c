package io.exogenesis.omega.simulation.network;

import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.simulation.machine.Machine;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The way between agents and the Core. A request and its answers go through the product's codec in bytes. Requests and answers get
 * lost, requests come late, behind newer ones, or twice, and agents are cut off.
 *
 * <p>Not simulated: answers that meet another request than theirs, since a QUIC stream and an HTTP response belong to one request;
 * damaged bytes, since TLS turns them into lost ones; and two requests under way at once, since the Core answers a viewer's pushes one
 * after the other under a lock (its {@code ConcurrentPushTest}).
 */
public final class SimulatedNetwork {
    /** Requests that may be under way; beyond it the oldest is lost. */
    private static final int MOST_WANDERING = 16;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private final CoreDoor door;
    private final WireWatch watch;
    private final Consumer<Duration> passes;
    private final List<Request> wandering = new ArrayList<>();
    private final Set<ViewerId> cutOff = new HashSet<>();
    private Weather weather;

    private record Request(ViewerId from, List<byte[]> frames) {}

    /** @param passes how time passes while somebody waits */
    public SimulatedNetwork(
            RandomGenerator random, Weather weather, CoreDoor door, WireWatch watch, Consumer<Duration> passes) {
        this.random = random;
        this.weather = weather;
        this.door = door;
        this.watch = watch;
        this.passes = passes;
    }

    /** The agent's end of a way to the Core. */
    public FrameTransport line(ViewerId viewer, Machine device) {
        return new Line(viewer, device);
    }

    /** Cuts this viewer off, or no longer. Returns whether it is cut off now. */
    public boolean toggle(ViewerId viewer) {
        return cutOff.add(viewer) || !cutOff.remove(viewer);
    }

    /** All that is under way arrives, in whichever order; from now on everything arrives once. */
    public void heal() {
        weather = Weather.FAIR;
        cutOff.clear();
        while (deliverOne().isPresent()) {
            // each is taken out
        }
    }

    /** One of the requests under way arrives, whoever sent it when; its answer reaches nobody. Returns whose, if there was one. */
    public Optional<ViewerId> deliverOne() {
        if (wandering.isEmpty()) {
            return Optional.empty();
        }
        Request request = wandering.remove(random.nextInt(wandering.size()));
        answersTo(request);
        return Optional.of(request.from);
    }

    private Optional<List<ServerFrame>> answersTo(Request request) {
        Optional<List<ServerFrame>> answers = door.deliver(request.from, request.frames)
                .map(all -> all.stream().map(WireCodec::serverFrame).toList());
        answers.ifPresent(all -> watch.answered(request.from, all));
        return answers;
    }

    private void wander(Request request) {
        if (wandering.size() == MOST_WANDERING) {
            wandering.removeFirst();
        }
        wandering.add(request);
    }

    private boolean oneIn(int percent) {
        return random.nextInt(100) < percent;
    }

    /** One agent's way. */
    private final class Line implements FrameTransport {
        private final ViewerId viewer;
        private final Machine device;

        Line(ViewerId viewer, Machine device) {
            this.viewer = viewer;
            this.device = device;
        }

        @Override
        public List<ServerFrame> exchange(List<ClientFrame> frames) {
            device.requireAlive();
            passes.accept(Duration.ofMillis(random.nextInt(1, 200)));
            watch.sent(viewer, frames);
            Request request = new Request(
                    viewer, frames.stream().map(ClientFrame::toByteArray).toList());
            if (cutOff.contains(viewer) || oneIn(weather.lost())) {
                throw silence("the request was lost");
            }
            if (oneIn(weather.late())) {
                wander(request);
                throw silence("the request is late");
            }
            if (oneIn(weather.again())) {
                wander(request);
            }
            List<ServerFrame> answers = answersTo(request).orElseThrow(() -> silence("no Core answers"));
            if (oneIn(weather.mute())) {
                throw silence("the answer was lost");
            }
            return answers;
        }

        private TransportException silence(String why) {
            passes.accept(TIMEOUT);
            return new TransportException(TransportException.Kind.UNREACHABLE, why);
        }

        @Override
        public String name() {
            return "simulated";
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
