package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.viewer.internal.sync.SerialisedFrames;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real agents at the Core's real rules, with nothing between them but bytes. {@link PackagedCoreIT} says the same over QUIC. */
class StrategiesAtACoreTest {
    private static final String NO_PIN = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final Instant EVENING = Instant.parse("2026-01-01T20:00:00Z");

    @TempDir
    Path directory;

    private final CoreFixture core = CoreFixture.inMemory();
    private final Map<String, Registration> registered = new HashMap<>();
    private ViewerRuntime runtime;

    /** The Core's frames without a network. */
    private record InProcess(CoreFixture core) implements FrameTransport {
        @Override
        public List<ServerFrame> exchange(List<ClientFrame> frames) {
            SyncSession session = SyncSession.of("test");
            List<ServerFrame> answers = new ArrayList<>();
            for (ClientFrame frame : frames) {
                core.protocol
                        .answer(session, WireCodec.clientFrame(frame.toByteArray()))
                        .map(answer -> WireCodec.serverFrame(answer.toByteArray()))
                        .ifPresent(answers::add);
            }
            return answers;
        }

        @Override
        public String name() {
            return "in process";
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() {
        core.importTitles(60);
        runtime = ViewerRuntime.builder(directory.resolve("shared")).build();
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    private ViewerAgentConfig.Builder viewer(String name) {
        Registration registration = registered.computeIfAbsent(name, n -> core.register(Consents.NONE));
        return ViewerAgentConfig.builder(registration.viewerId(), directory.resolve(name))
                .omegaCoreEndpoint("quic://127.0.0.1:4433")
                .pin(NO_PIN)
                .token(registration.token())
                .syncInterval(Duration.ZERO)
                .seed(1) // the titles lie anywhere: another seed groups them otherwise
                .transportHook(real -> SerialisedFrames.bytes(new InProcess(core)));
    }

    private static void live(ViewerAgent agent) {
        List<ViewerEvent> events = new ArrayList<>();
        for (int n = 0; n < 24; n++) {
            events.add(new ViewerEvent.Rating(new MediaId("t" + n), n % 3 == 0 ? 4 : 5, EVENING.plusSeconds(60L * n)));
        }
        agent.replay(events).join();
        agent.learnFromSession().join();
    }

    /** Other viewers agree on something near to each of these tastes, less near the later ones, and on one thing that is far from all. */
    private void consolidate(List<ExogenesisPattern> tastes) {
        for (int viewer = 0; viewer < 4; viewer++) {
            List<Contribution> all = new ArrayList<>();
            for (ExogenesisPattern taste : tastes) {
                all.add(near(taste.embedding(), all.size() + 1, viewer, .95));
            }
            all.add(near(Samples.embedding(4711), all.size() + 1, viewer, .8));
            ServerFrame answer = core.push(core.session(core.register()), all.toArray(Contribution[]::new));
            assertThat(answer.getPushAck().getReceived()).as("%s", answer).isEqualTo(all.size());
            assertThat(answer.getPushAck().getRefusedList()).isEmpty();
        }
        core.rounds.runNow(false);
        assertThat(core.bank.contents().patterns())
                .as("a pattern for each taste, and one more")
                .hasSize(tastes.size() + 1);
        new WillingJury(
                        () -> core.register().token(),
                        (token, frame) -> core.answer(SyncSession.withToken("test", token), frame),
                        () -> core.rounds.runNow(true))
                .admit();
    }

    private static Contribution near(Embedding embedding, long seq, int viewer, double rate) {
        float[] v = embedding.toFloats();
        Random common = new Random(seq);
        Random its = new Random(31 * seq + viewer);
        for (int i = 0; i < v.length; i++) {
            v[i] += (float) (.02 * common.nextGaussian() + .005 * its.nextGaussian()); // a value has about .05
        }
        return new Contribution(
                seq,
                new Contribution.OfPattern(new ExogenesisPattern(
                        new PatternId(UUID.nameUUIDFromBytes(new byte[] {(byte) seq, (byte) viewer})
                                .toString()),
                        TaskType.PREFERENCE,
                        Embedding.of(v),
                        rate,
                        5,
                        io.exogenesis.omega.model.PatternContext.NONE,
                        EVENING)));
    }

    private StrategiesAtACore strategies() {
        try (ViewerAgent agent = runtime.open(viewer("first").build())) {
            agent.initialize().join();
            agent.firstPull().join();
            live(agent);
            consolidate(agent.patterns().stream()
                    .filter(p -> p.taskType() == TaskType.PREFERENCE)
                    .toList());
        }
        return new StrategiesAtACore(runtime, this::viewer, (agent, life) -> live(agent));
    }

    // Tested against a stand-in alone, a strategy could be right about patterns that no Core ever makes.
    @Test
    void strategies_atARealCore_decideWhatTheAgentGoesBy() {
        strategies().eachStrategy_decidesWhatTheAgentGoesBy();
    }

    @Test
    void filter_atARealCore_isWhatTheDeviceHolds() {
        strategies().filter_ofOneDevice_isWhatItHolds();
    }
}
