package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.journal.JournalException;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import io.exogenesis.omega.viewer.internal.learn.LeavePolicy;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.LeaveTimes;
import io.exogenesis.omega.viewer.internal.store.Outbox;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.PushPatterns;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An agent's outbox over a disk in memory, a Core, and the model of both: what waits, what the Core took, and what the owner
 * agreed to. {@link #check} compares them.
 */
final class OutboxWorld {
    static final Consents ALL = Consents.ALL;

    private static final ViewerId VIEWER = new ViewerId("v");
    private static final LeavePolicy POLICY = new LeavePolicy(.7, 50);
    private static final RetryPolicy RETRY = new RetryPolicy(3, Duration.ZERO, Duration.ZERO);
    /** A day's patterns, one sample and one report are put in together, behind the look at the bound. */
    private static final int BOUND = Outbox.MAX_PENDING + LeaveTimes.Kind.PATTERN.quota() + 1;

    final FakeCore core = new FakeCore(3);
    final OutboxWire wire = new OutboxWire(core, this::through, this::leaves);
    PowerLossFileLayer disk = new PowerLossFileLayer();
    private final Path models;
    private Instant now = TestAgents.NOW;
    private AgentDb db;
    private SyncCoordinator coordinator;
    private String token = VIEWER.value();

    private Consents agreed = ALL;
    private final Map<PatternId, ExogenesisPattern> learned = new LinkedHashMap<>();
    private List<Contribution.Payload> waiting = List.of();
    /** What left the outbox because the Core has it, but for samples: two of them may say the same. */
    private final Set<Contribution.Payload> handedOver = new HashSet<>();
    /** What the Core, or one that was in its place, ever took. */
    private final Set<Contribution.Payload> arrived = new HashSet<>();
    /** Forms of patterns up to this one may be offered twice: consent, memory or numbers began anew. */
    private int offeredAnew;

    private int forms;
    private boolean takenOut;

    OutboxWorld(Path models) {
        this.models = models;
        open();
        commit(new AgentRecord.ConsentsChanged(ALL));
    }

    private void open() {
        db = AgentDb.open(VIEWER, disk, () -> {}, 200);
        coordinator = new SyncCoordinator(
                db,
                wire,
                new ModelStore(models),
                POLICY,
                new SyncCoordinator.Settings(
                        RETRY.attempts(),
                        new Backoff(RETRY, new Random(1)),
                        time -> {},
                        () -> now,
                        () -> token,
                        renewed -> new AgentRecord.TokenRenewed(0, renewed),
                        "test"));
    }

    private void commit(AgentRecord record) {
        db.commit(state -> List.of(record));
    }

    private long through() {
        return db.read(s -> s.outbox().through());
    }

    private void leaves(PushPatterns push) {
        try {
            assertThat(WireCodec.fromWire(push))
                    .as("nothing leaves that is not agreed to")
                    .allMatch(c -> agreed.allow(c.payload()));
        } catch (MalformedMessageException e) {
            throw new AssertionError("the agent sent what cannot be read", e);
        }
    }

    void learn(int pattern) {
        PatternId id = new PatternId("p" + pattern);
        learned.put(id, form(id));
        commit(new AgentRecord.Learned(List.copyOf(learned.values())));
    }

    private ExogenesisPattern form(PatternId id) {
        forms++;
        return new ExogenesisPattern(
                id, TaskType.PREFERENCE, core.embedding(forms % 9), .9, forms, PatternContext.NONE, TestAgents.NOW);
    }

    void track(int title) {
        now = now.plusSeconds(60);
        commit(new AgentRecord.Tracked(
                new ViewerEvent.Rating(TestCatalogue.id(title % 3, title / 3), 1 + forms % 5, now)));
    }

    void sessionEnds() {
        forms++;
        db.commit(s -> s.consents().metrics() && !s.outbox().full()
                ? List.of(new AgentRecord.Enqueued(new Contribution(
                        s.outbox().next(), new Contribution.OfSession(new SessionSummary(1, 0, 0, 0, 0, forms)))))
                : List.of());
    }

    /** Weeks without the Core, each day with more to say than may leave. */
    void weeksOffline() {
        for (int day = 0; day < 20; day++) {
            for (int n = 0; n < LeaveTimes.Kind.PATTERN.quota(); n++) {
                PatternId id = new PatternId("w" + n);
                learned.put(id, form(id));
            }
            commit(new AgentRecord.Learned(List.copyOf(learned.values())));
            wire.fates(IntStream.range(0, RETRY.attempts())
                    .mapToObj(n -> OutboxWire.Fate.REQUEST_LOST)
                    .toList());
            now = now.plus(LeaveTimes.DAY);
            sync();
            learned.keySet().removeIf(id -> id.value().startsWith("w"));
            sessionEnds();
        }
    }

    void syncWith(List<OutboxWire.Fate> fates) {
        wire.fates(fates);
        sync();
        wire.fates(List.of());
    }

    void syncWithExpiredToken() {
        token = "expired";
        sync();
        token = VIEWER.value();
    }

    private void sync() {
        now = now.plus(Duration.ofHours(4)); // so rarely that no quota of a day is met
        try {
            coordinator.sync();
        } catch (ViewerException | JournalException e) {
            // given up, or the disk died: both are what this is about
        }
    }

    void kill() {
        disk = disk.kill();
        open();
    }

    void losePower(Random random) {
        disk = disk.crash(random);
        open();
    }

    void compact() {
        db.compactNow();
        kill();
    }

    void consent(Consents consents) {
        boolean fewer = !consents.given().containsAll(agreed.given());
        agreed = consents;
        commit(new AgentRecord.ConsentsChanged(consents));
        if (fewer) {
            beginsAnew();
        }
    }

    void forgetEverything() {
        commit(new AgentRecord.EverythingForgotten());
        learned.clear();
        beginsAnew();
    }

    void loseDevice() {
        disk = new PowerLossFileLayer();
        open();
        commit(new AgentRecord.ConsentsChanged(agreed));
        learned.clear();
        beginsAnew();
    }

    void coreIsReplaced() {
        core.loseEverything("bank-" + forms);
        wire.coreChanged();
    }

    void coreIsOlder(Random random) {
        core.restoreOlder(VIEWER.value(), random.nextLong(core.committed(VIEWER.value()) + 1));
        wire.coreChanged();
    }

    void coreForgetsConsents() {
        core.restoreConsents(VIEWER.value(), Consents.NONE);
    }

    /** A request that is on its way speaks of numbers that are given anew; that it then comes is not the outbox's to mend. */
    private void beginsAnew() {
        takenOut = true;
        offeredAnew = forms;
        handedOver.removeIf(p -> !(p instanceof Contribution.OfSession));
        wire.lateOnesAreLost();
    }

    /** What must hold after each step. */
    void check() {
        List<Contribution> pending = db.read(s -> s.outbox().pending());
        numbers(pending);
        List<Contribution.Payload> payloads =
                pending.stream().map(Contribution::payload).toList();
        assertThat(payloads).as("all that waits is agreed to").allMatch(agreed::allow);
        assertThat(payloads).as("nothing comes back").noneMatch(handedOver::contains);
        List<Contribution> received = core.received(VIEWER.value());
        Set<Contribution.Payload> taken = new HashSet<>();
        received.forEach(c -> taken.add(c.payload()));
        for (Contribution.Payload before : waiting) {
            if (!payloads.contains(before)) {
                assertThat(takenOut || taken.contains(before))
                        .as("neither waits nor was taken: %s", before)
                        .isTrue();
                if (!takenOut && !(before instanceof Contribution.OfSample)) {
                    handedOver.add(before);
                }
            }
        }
        arrived.addAll(taken);
        waiting = payloads;
        takenOut = false;
        coreCountsOnce(received);
    }

    private void numbers(List<Contribution> pending) {
        Outbox outbox = db.read(s -> s.outbox());
        assertThat(pending).as("bounded").hasSizeLessThanOrEqualTo(BOUND);
        long last = outbox.through();
        for (Contribution c : pending) {
            if (outbox.settled()) {
                assertThat(c.seq()).as("numbers without gaps").isEqualTo(last + 1);
            } else {
                assertThat(c.seq()).as("numbers rise").isGreaterThan(last);
            }
            last = c.seq();
        }
        assertThat(outbox.next()).isGreaterThan(last);
    }

    private void coreCountsOnce(List<Contribution> received) {
        assertThat(core.changedUnderTheSameNumber())
                .as("a number for two things")
                .isEmpty();
        Set<Contribution.Payload> once = new HashSet<>();
        for (int n = 0; n < received.size(); n++) {
            Contribution c = received.get(n);
            assertThat(c.seq()).as("the Core has no gap").isEqualTo(n + 1);
            boolean mayComeTwice = c.payload() instanceof Contribution.OfSample
                    || c.payload() instanceof Contribution.OfPattern(ExogenesisPattern p) && p.items() <= offeredAnew;
            if (!mayComeTwice) {
                assertThat(once.add(c.payload())).as("counted twice: %s", c).isTrue();
            }
        }
    }

    /** With a Core that answers and an owner who agrees, all that waits arrives, and the newest form of all that was learned. */
    void end() {
        wire.lateOnesAreLost();
        consent(ALL);
        for (int day = 0; day < 40 && (day < 2 || somethingIsLeft()); day++) {
            now = now.plus(LeaveTimes.DAY);
            sync();
            check();
        }
        assertThat(somethingIsLeft()).isFalse();
        assertThat(through()).isEqualTo(core.committed(VIEWER.value()));
        learned.values()
                .forEach(p -> assertThat(arrived).as("the newest form").contains(new Contribution.OfPattern(p)));
        db.close();
    }

    private boolean somethingIsLeft() {
        return db.read(s -> !s.outbox().pending().isEmpty()
                || !POLICY.due(s, now.plusSeconds(1)).isEmpty());
    }
}
