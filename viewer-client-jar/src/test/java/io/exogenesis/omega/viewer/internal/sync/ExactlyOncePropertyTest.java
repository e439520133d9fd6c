package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.journal.JournalException;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.Ledger;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.ShownTitle;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.agent.FaultyTransport;
import io.exogenesis.omega.viewer.internal.agent.FaultyTransport.Fate;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import io.exogenesis.omega.viewer.internal.learn.LeavePolicy;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.track.KeptImpressions;
import io.exogenesis.omega.viewer.internal.track.ShownList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * Whatever gets lost on the way and whenever the device dies: each contribution reaches the Core once under one number, and
 * nothing that was confirmed to the host is gone.
 */
class ExactlyOncePropertyTest {
    // hundreds of torn tails, each worth a line in real life
    private static final Logger JOURNAL = Logger.getLogger("io.exogenesis.omega.journal.Journal");

    static {
        JOURNAL.setLevel(Level.OFF);
    }

    private static final ViewerId VIEWER = new ViewerId("v");
    private static final Path MODELS = models();

    enum Step {
        TRACK,
        LEARN,
        SHOW,
        SYNC,
        LOSSY_SYNC,
        KILL,
        POWER_LOSS,
        POWER_LOSS_DURING_SYNC,
        WITHDRAW,
        CONSENT
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        return Arbitraries.frequency(
                        Tuple.of(6, Step.TRACK),
                        Tuple.of(4, Step.LEARN),
                        Tuple.of(4, Step.SHOW),
                        Tuple.of(3, Step.SYNC),
                        Tuple.of(4, Step.LOSSY_SYNC),
                        Tuple.of(2, Step.KILL),
                        Tuple.of(2, Step.POWER_LOSS),
                        Tuple.of(3, Step.POWER_LOSS_DURING_SYNC),
                        Tuple.of(1, Step.WITHDRAW),
                        Tuple.of(1, Step.CONSENT))
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void anyFaults_eachContributionArrivesOnce(@ForAll("lives") List<Step> life, @ForAll long seed) {
        Device device = new Device(new Random(seed));
        life.forEach(device::live);
        device.live(Step.CONSENT);
        device.live(Step.SYNC);

        List<Contribution> received = device.core.received(VIEWER.value());
        assertThat(device.core.changedUnderTheSameNumber()).isEmpty();
        for (int n = 0; n < received.size(); n++) {
            assertThat(received.get(n).seq()).isEqualTo(n + 1);
        }
        Ledger ledger = device.db.read(s -> s.outbox().ledger());
        assertThat(ledger.pending()).isZero();
        assertThat(ledger.acknowledgedThrough()).isEqualTo(received.size());
        if (!life.contains(Step.WITHDRAW)) {
            // what a withdrawal took out while its answer was under way is not counted, by either side, as handed over
            assertThat(ledger.acknowledged()).isEqualTo(received.size());
        }
        Set<MediaId> remembered = new HashSet<>(device.db.read(s -> s.titles().oldestFirst()).stream()
                .map(WatchedTitle::media)
                .toList());
        assertThat(remembered).containsAll(device.confirmed);
        newestSample(received, remembered);
        assertThat(device.db.<Long>read(s -> s.showings().shown())).isEqualTo(device.shown);
        if (!life.contains(Step.WITHDRAW)) {
            outcomesToldOnce(received, device.db);
        }
        device.db.close();
    }

    /** What the Core heard and what still waits are together what was decided: nothing twice, nothing lost. */
    private static void outcomesToldOnce(List<Contribution> received, AgentDb db) {
        long told = received.stream()
                .map(Contribution::payload)
                .filter(Contribution.OfOutcomes.class::isInstance)
                .flatMap(p -> ((Contribution.OfOutcomes) p).outcomes().items().stream())
                .mapToLong(ItemOutcome::shown)
                .sum();
        long waiting = db.read(s -> s.showings().kept().dueTitles().stream()
                .mapToLong(KeptImpressions.Counted::shown)
                .sum());
        assertThat(told + waiting)
                .isEqualTo(db.<Integer>read(s -> s.showings().decided().size()).longValue());
    }

    private static void newestSample(List<Contribution> received, Set<MediaId> remembered) {
        List<Contribution.OfSample> samples = received.stream()
                .map(Contribution::payload)
                .filter(Contribution.OfSample.class::isInstance)
                .map(Contribution.OfSample.class::cast)
                .toList();
        if (!remembered.isEmpty()) {
            assertThat(samples.getLast().sample().items().stream().map(SampledItem::item))
                    .as("the newest sample tells the newest history")
                    .containsExactlyInAnyOrderElementsOf(remembered);
        }
    }

    /** A device with a disk that can die, and a way to a Core that does not. */
    private static final class Device {
        private final FakeCore core = new FakeCore(3);
        private Instant now = TestAgents.NOW;
        private final Random random;
        private final Set<MediaId> confirmed = new HashSet<>();
        private PowerLossFileLayer disk = new PowerLossFileLayer();
        private AgentDb db;
        private int titles;
        private boolean lossy;
        private long shown;

        Device(Random random) {
            this.random = random;
            open();
            commit(new AgentRecord.ConsentsChanged(
                    Consents.NONE.withPatterns(true).withSample(true).withAudit(true)));
        }

        private void open() {
            db = AgentDb.open(VIEWER, disk, () -> {}, 100);
        }

        void live(Step step) {
            switch (step) {
                case TRACK -> track();
                case SHOW -> show();
                case LEARN -> commit(new AgentRecord.Learned(List.of(pattern("a"), pattern("b"))));
                case SYNC -> {
                    lossy = false;
                    sync();
                }
                case LOSSY_SYNC -> {
                    lossy = true;
                    sync();
                }
                case KILL -> {
                    disk = disk.kill();
                    open();
                }
                case POWER_LOSS -> {
                    disk = disk.crash(random);
                    open();
                }
                case POWER_LOSS_DURING_SYNC -> {
                    lossy = random.nextBoolean();
                    track();
                    disk.crashAfter(1 + random.nextInt(12));
                    sync();
                    disk = disk.crash(random);
                    open();
                }
                case WITHDRAW -> commit(new AgentRecord.ConsentsChanged(Consents.NONE.withSample(true)));
                case CONSENT ->
                    commit(new AgentRecord.ConsentsChanged(
                            Consents.NONE.withPatterns(true).withSample(true).withAudit(true)));
            }
        }

        private void track() {
            // at most 50, so that one sample tells the whole history
            MediaId media = TestCatalogue.id(random.nextInt(3), titles++ % 15);
            try {
                commit(new AgentRecord.Tracked(new ViewerEvent.Rating(media, 4, TestAgents.NOW)));
                confirmed.add(media);
            } catch (ViewerException e) {
                // not confirmed, so it may be lost
            }
        }

        /** Another list each time, of titles that may have been tracked or may be yet. */
        private void show() {
            List<ShownTitle> titles = random.ints(0, 15)
                    .distinct()
                    .limit(3)
                    .mapToObj(n -> ShownTitle.byScore(TestCatalogue.id(random.nextInt(3), n)))
                    .toList();
            long before = db.read(s -> s.showings().shown());
            commit(new AgentRecord.Shown(new ShownList(titles, true, TestAgents.NOW)));
            shown += db.read(s -> s.showings().shown()) - before;
        }

        private void commit(AgentRecord record) {
            db.commit(state -> List.of(record));
        }

        private ExogenesisPattern pattern(String id) {
            return new ExogenesisPattern(
                    new PatternId(id),
                    TaskType.PREFERENCE,
                    core.embedding(random.nextInt(9)),
                    random.nextBoolean() ? .9 : .5,
                    3,
                    PatternContext.NONE,
                    TestAgents.NOW);
        }

        private void sync() {
            now = now.plus(Duration.ofHours(4)); // so rarely that no quota of a day is met
            FaultyTransport transport = new FaultyTransport(
                    core, () -> lossy ? Fate.values()[random.nextInt(Fate.values().length)] : Fate.ARRIVES);
            RetryPolicy retry = new RetryPolicy(3, Duration.ZERO, Duration.ZERO);
            SyncCoordinator.Settings settings = new SyncCoordinator.Settings(
                    retry.attempts(),
                    new Backoff(retry, random),
                    time -> {},
                    () -> now,
                    VIEWER::value,
                    token -> new AgentRecord.TokenRenewed(0, token),
                    "test");
            try {
                new SyncCoordinator(db, transport, new ModelStore(MODELS), new LeavePolicy(.7, 50), settings).sync();
            } catch (ViewerException | JournalException e) {
                // given up, or the disk died: both are what this test is about
            }
        }
    }

    private static Path models() {
        try {
            Path directory = Files.createTempDirectory("omega-models");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
