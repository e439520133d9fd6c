package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.demo.SimulatedViewers;
import io.exogenesis.omega.model.BuiltInCatalogue;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.relay.NetworkPath;
import io.exogenesis.omega.relay.Relay;
import io.exogenesis.omega.relay.RelayStats;
import io.exogenesis.omega.relay.UdpRelay;
import io.exogenesis.omega.viewer.Registration;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.runtime.Enrolment;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Real agents at a packaged Core: some that only make the item model, and one whose day is weighed. */
final class AgentDays {
    private static final Consents CONSENTS = Consents.NONE.withPatterns(true).withSample(true);
    private static final int OTHERS = 60;
    /** One sync a minute while somebody watches for three hours. */
    private static final int SYNCS = 180;
    /** Titles watched in that time. */
    private static final int WATCHED = 3;

    private final BenchCore core;
    private final Path directory;
    private final Dataset data;
    private final List<LastSplit.Part> parts;
    private int opened;

    AgentDays(BenchCore core, Path directory, long seed) {
        this.core = core;
        this.directory = directory;
        this.data = SimulatedViewers.of(
                BuiltInCatalogue.titles(),
                OTHERS + 1,
                Instant.parse("2026-01-01T12:00:00Z"),
                new SplittableRandom(seed));
        this.parts = LastSplit.none(data);
    }

    /** Those whose samples the item model is made of. */
    void others() {
        try (ViewerRuntime shared = ViewerRuntime.in(directory.resolve("others"))) {
            for (int n = 0; n < OTHERS; n++) {
                try (ViewerAgent agent = open(
                        shared,
                        directory.resolve("other-" + n),
                        List.of(URI.create(core.bootstrap().quic())))) {
                    live(agent, parts.get(n).train());
                    agent.syncWithCore().join();
                }
            }
        }
        core.admin().runRound(true);
    }

    /** The first sync of a new agent, and its day: the day begins with a round, so that there is another item model. */
    AgentDay day() {
        URI at = URI.create(core.bootstrap().quic());
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", at.getPort());
        NetworkPath perfect = NetworkPath.of(Duration.ZERO, 0);
        try (Relay relay = UdpRelay.start(server, perfect, 1);
                ViewerRuntime own = ViewerRuntime.in(directory.resolve("runtime"));
                ViewerAgent agent = open(
                        own,
                        directory.resolve("agent"),
                        List.of(URI.create("quic://127.0.0.1:" + relay.address().getPort())))) {
            List<RatingEvent> events = parts.get(OTHERS).train();
            agent.initialize().join();
            agent.firstPull().join();
            RelayStats began = relay.stats();
            live(agent, events.subList(0, events.size() - WATCHED));
            agent.syncWithCore().join();
            core.admin().runRound(true);
            RelayStats morning = relay.stats();
            for (int sync = 0; sync < SYNCS; sync++) {
                if (sync % (SYNCS / WATCHED) == 0) {
                    live(agent, List.of(events.get(events.size() - WATCHED + sync / (SYNCS / WATCHED))));
                }
                agent.syncWithCore().join();
            }
            return new AgentDay(began, AgentDay.between(morning, relay.stats()), itemModelBytes());
        }
    }

    private long itemModelBytes() {
        return core.enrol(1).getFirst().sync(List.of()).getPull().getItemModel().getBytes();
    }

    private ViewerAgent open(ViewerRuntime runtime, Path state, List<URI> endpoints) {
        String code = core.admin().mintCodes(1).getFirst();
        try (Enrolment enrolment = Enrolment.at(
                URI.create(core.bootstrap().https()), core.bootstrap().pin())) {
            Registration registration = enrolment.enrol(code, CONSENTS);
            return runtime.open(ViewerAgentConfig.builder(registration.viewerId(), state)
                    .registration(registration)
                    .omegaCoreEndpoints(endpoints)
                    .consents(CONSENTS)
                    .syncInterval(Duration.ZERO)
                    .seed(opened++)
                    .build());
        }
    }

    private void live(ViewerAgent agent, List<RatingEvent> events) {
        agent.initialize().join();
        agent.firstPull().join();
        agent.replay(events.stream()
                        .map(e -> (ViewerEvent) new ViewerEvent.Rating(
                                data.items().get(e.item()).id(), e.rating(), Instant.ofEpochSecond(e.epochSecond())))
                        .toList())
                .join();
        agent.learnFromSession().join();
    }
}
