package io.exogenesis.omega.ear;

import io.exogenesis.omega.model.BuiltInCatalogue;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.Ledger;
import io.exogenesis.omega.viewer.Registration;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.viewer.internal.sync.SerialisedFrames;
import io.exogenesis.omega.viewer.runtime.Enrolment;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Agents with real state directories that sync over QUIC; each likes one of three kinds of films. */
final class Agents implements AutoCloseable {
    private static final List<String> TASTES = List.of("Comedy", "Horror", "War");
    /** Outlasts a Core that starts anew on a busy machine. */
    private static final RetryPolicy PATIENT = new RetryPolicy(60, Duration.ofMillis(500), Duration.ofSeconds(5));

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T20:00:00Z");

    private final ViewerRuntime shared;
    private final List<ViewerAgent> agents = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    Agents(Path directory, String http, List<String> codes, UnaryOperator<FrameTransport> hook) {
        // one connection for each agent, as 25 devices would have
        shared = ViewerRuntime.builder(directory.resolve("shared"))
                .connectionsPerEndpoint(0)
                .build();
        for (int i = 0; i < codes.size(); i++) {
            Registration registered = registered(http, codes.get(i), Consents.ALL);
            ViewerAgentConfig config = config(registered, directory.resolve("agent-" + i))
                    .consents(Consents.ALL)
                    .seed(i)
                    .transportHook(SerialisedFrames.hook(hook))
                    .build();
            ids.add(registered.viewerId().value());
            agents.add(shared.open(config));
        }
    }

    /** An agent of this viewer that syncs over QUIC, when asked. */
    static ViewerAgentConfig.Builder config(Registration registered, Path directory) {
        return ViewerAgentConfig.builder(registered.viewerId(), directory)
                .registration(registered)
                .omegaCoreEndpoints(List.of(registered.endpoints().getFirst()))
                .syncInterval(Duration.ZERO)
                .retry(PATIENT)
                .exchangeTimeout(Duration.ofSeconds(15));
    }

    static Registration registered(String http, String code, Consents consents) {
        try (Enrolment enrolment = Enrolment.onLoopback(URI.create(http))) {
            return enrolment.enrol(code, consents);
        }
    }

    int size() {
        return agents.size();
    }

    ViewerAgent agent(int i) {
        return agents.get(i);
    }

    String id(int i) {
        return ids.get(i);
    }

    Ledger ledger(int i) {
        return agents.get(i).ledger();
    }

    long acknowledged() {
        return agents.stream().mapToLong(a -> a.ledger().acknowledged()).sum();
    }

    int pending() {
        return agents.stream().mapToInt(a -> a.ledger().pending()).sum();
    }

    /** Twelve titles of the agent's taste and four of others, as an evening of ratings; then the session ends. */
    void watch(int i, int evening) {
        watch(agents.get(i), i, evening);
    }

    /** {@link #watch(int, int)} of an agent that is as the {@code i}-th of these would be. */
    static void watch(ViewerAgent agent, int i, int evening) {
        List<ViewerEvent> events = new ArrayList<>();
        List<MediaId> liked = titles(TASTES.get(i % TASTES.size()), evening * 12 + i / TASTES.size(), 12);
        List<MediaId> disliked = titles(TASTES.get((i + 1) % TASTES.size()), evening * 4 + i, 4);
        Instant at = LONG_AGO.plus(Duration.ofDays(evening));
        for (MediaId title : liked) {
            events.add(new ViewerEvent.Rating(title, 5, at = at.plusSeconds(60)));
        }
        for (MediaId title : disliked) {
            events.add(new ViewerEvent.Rating(title, 1.5, at = at.plusSeconds(60)));
        }
        agent.replay(events).join();
        agent.learnFromSession().join();
    }

    /** Does something with every agent at the same time; failures are the task's business. */
    void each(Consumer<Integer> task) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < agents.size(); i++) {
                int agent = i;
                all.add(CompletableFuture.runAsync(() -> task.accept(agent), threads));
            }
            all.forEach(CompletableFuture::join);
        }
    }

    private static List<MediaId> titles(String genre, int from, int count) {
        List<MediaId> ofGenre = BuiltInCatalogue.titles().stream()
                .filter(t -> t.genres().contains(genre))
                .map(MediaItem::id)
                .toList();
        List<MediaId> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(ofGenre.get((from + i) % ofGenre.size()));
        }
        return chosen;
    }

    @Override
    public void close() {
        agents.forEach(ViewerAgent::close);
        shared.close();
    }
}
