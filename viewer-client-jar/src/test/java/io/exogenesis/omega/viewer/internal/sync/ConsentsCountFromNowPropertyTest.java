package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.journal.JournalException;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.learn.LeavePolicy;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** A consent counts from the moment it is given until the moment it is withdrawn, in the middle of a push, too. */
class ConsentsCountFromNowPropertyTest {
    private static final ViewerId VIEWER = new ViewerId("v");

    // What was put into the outbox while an answer was under way used to be acknowledged with it, under the number of
    // something that was withdrawn meanwhile.
    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void sync_consentsChangeDuringPushes_whatIsAgreedToArrivesOnce(@ForAll long seed) throws IOException {
        Life life = new Life(new Random(seed));
        for (int n = 0; n < 12; n++) {
            life.step();
            life.sync(true);
        }
        life.decide(Consents.ALL);
        life.inFlight = false;
        life.sync(false);
        life.sync(false);
        List<Long> arrived = life.core.received(VIEWER.value()).stream()
                .map(c -> mark(c.payload()))
                .toList();
        assertThat(arrived).doesNotHaveDuplicates().containsAll(life.agreed);
        assertThat(life.db.read(s -> s.outbox().pending()).stream().map(c -> mark(c.payload())))
                .isEmpty();
        life.db.close();
    }

    // The counts of a session used to reach back to before the owner agreed to them.
    @Property(tries = 200)
    void sessionEnds_metricsGivenInBetween_tellsOnlyWhatCameAfterwards(@ForAll long seed) {
        Random random = new Random(seed);
        LeavePolicy policy = new LeavePolicy(.7, 50);
        AgentDb db = AgentDb.open(VIEWER, new PowerLossFileLayer(), () -> {}, 100);
        int since = 0;
        boolean given = false;
        for (int n = 0; n < 40; n++) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    boolean now = random.nextBoolean();
                    since = now && !given ? 0 : since;
                    given = now;
                    Consents consents = Consents.NONE
                            .withPatterns(random.nextBoolean())
                            .withAudit(random.nextBoolean())
                            .withMetrics(now);
                    db.commit(s -> List.of(new AgentRecord.ConsentsChanged(consents)));
                }
                case 1 -> {
                    List<Contribution> leaving = db.read(policy::sessionEnds);
                    assertThat(leaving).hasSize(given && since > 0 ? 1 : 0);
                    if (!leaving.isEmpty()) {
                        assertThat(leaving.getFirst().payload())
                                .isEqualTo(new Contribution.OfSession(new SessionSummary(since, 0, 0, 0, 0, since)));
                    }
                    db.commit(s -> List.of(new AgentRecord.Learned(List.of())));
                    since = 0;
                }
                case 2 -> db.compactNow();
                default -> {
                    since++;
                    MediaId media = new MediaId("m" + n);
                    db.commit(s -> List.of(new AgentRecord.Tracked(
                            new ViewerEvent.View(media, Duration.ofSeconds(1), false, TestAgents.NOW))));
                }
            }
        }
        db.close();
    }

    private static long mark(Contribution.Payload payload) {
        return switch (payload) {
            case Contribution.OfSession s -> s.summary().watchedSeconds();
            case Contribution.OfSample s ->
                Long.parseLong(s.sample().items().getFirst().item().value().substring(1));
            default -> throw new AssertionError(payload);
        };
    }

    /** A device whose owner decides and whose agent works on while frames are under way. */
    private static final class Life implements FrameTransport {
        private final Random random;
        private final FakeCore core = new FakeCore(3);
        private final AgentDb db = AgentDb.open(VIEWER, new PowerLossFileLayer(), () -> {}, 100);
        private final Path models = Files.createTempDirectory("omega-models");
        /** Marks of what was put into the outbox and not withdrawn since. */
        private final Set<Long> agreed = new HashSet<>();

        private long marks = 1;
        private boolean faulty;
        private boolean inFlight = true;

        Life(Random random) throws IOException {
            this.random = random;
            models.toFile().deleteOnExit();
            decide(Consents.ALL);
        }

        void step() {
            switch (random.nextInt(6)) {
                case 0 ->
                    decide(Consents.NONE
                            .withPatterns(true)
                            .withSample(random.nextBoolean())
                            .withMetrics(random.nextBoolean()));
                case 1, 2 ->
                    put(new Contribution.OfSample(new TasteSample(
                            List.of(new SampledItem(new MediaId("m" + marks), SampledItem.Liking.HIGH)))));
                default -> put(new Contribution.OfSession(new SessionSummary(1, 0, 0, 0, 0, marks)));
            }
        }

        private void put(Contribution.Payload payload) {
            long mark = marks++;
            List<AgentRecord> done = db.commit(s -> s.consents().allow(payload)
                    ? List.of(
                            new AgentRecord.Enqueued(new Contribution(s.outbox().next(), payload)))
                    : List.of());
            if (!done.isEmpty()) {
                agreed.add(mark);
            }
        }

        void decide(Consents consents) {
            List<Contribution> before = new ArrayList<>(db.read(s -> s.outbox().pending()));
            db.commit(s -> List.of(new AgentRecord.ConsentsChanged(consents)));
            before.removeAll(db.read(s -> s.outbox().pending()));
            before.forEach(c -> agreed.remove(mark(c.payload())));
        }

        void sync(boolean withFaults) {
            faulty = withFaults;
            RetryPolicy retry = new RetryPolicy(2, Duration.ZERO, Duration.ZERO);
            SyncCoordinator.Settings settings = new SyncCoordinator.Settings(
                    2,
                    new Backoff(retry, random),
                    time -> {},
                    () -> TestAgents.NOW,
                    VIEWER::value,
                    token -> new AgentRecord.TokenRenewed(0, token),
                    "test");
            try {
                new SyncCoordinator(db, this, new ModelStore(models), new LeavePolicy(.7, 50), settings).sync();
            } catch (ViewerException | JournalException e) {
                // given up
            }
        }

        @Override
        public List<ServerFrame> exchange(List<ClientFrame> frames) {
            meanwhile();
            if (faulty && random.nextInt(5) == 0) {
                throw new TransportException(TransportException.Kind.UNREACHABLE, "the request was lost");
            }
            List<ServerFrame> answers = core.answer(frames);
            meanwhile();
            if (faulty && random.nextInt(5) == 0) {
                throw new TransportException(TransportException.Kind.UNREACHABLE, "the answer was lost");
            }
            return answers;
        }

        private void meanwhile() {
            for (int n = inFlight ? random.nextInt(4) : 0; n > 0; n--) {
                step();
            }
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public void close() {}
    }
}
