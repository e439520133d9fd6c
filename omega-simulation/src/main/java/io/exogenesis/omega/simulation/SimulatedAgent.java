package io.exogenesis.omega.simulation;

import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.simulation.check.InvariantViolation;
import io.exogenesis.omega.simulation.check.InvariantViolation.Kind;
import io.exogenesis.omega.simulation.machine.DeadMachineException;
import io.exogenesis.omega.simulation.machine.Machine;
import io.exogenesis.omega.simulation.machine.SimulatedDisk;
import io.exogenesis.omega.simulation.network.SimulatedNetwork;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.ShownTitle;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.learn.LeavePolicy;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import io.exogenesis.omega.viewer.internal.sync.Backoff;
import io.exogenesis.omega.viewer.internal.sync.BankStates;
import io.exogenesis.omega.viewer.internal.sync.RefusedException;
import io.exogenesis.omega.viewer.internal.sync.SyncCoordinator;
import io.exogenesis.omega.viewer.internal.track.ShownList;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A device with the product's agent: its memory on a disk that dies, its outbox, its sync. What a person and the learner would do is
 * put in: events, lists that were shown, and patterns near one of a few tastes.
 */
final class SimulatedAgent {
    /** The Core takes less: some of what leaves is refused there. */
    private final BankStates states = BankStates.inMemory();

    private static final double LEAST_QUALITY = .5;

    private static final int SAMPLED = 50;
    private static final int MOST_PATTERNS = 100;
    /** A list that is shown. */
    private static final int PLACES = 3;

    private static final RetryPolicy RETRY = new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(30));

    final ViewerId viewer;
    final Machine machine;
    final SimulatedDisk disk;
    private final Surroundings world;
    private final RandomGenerator random;
    private final SimulatedNetwork network;
    private final String enrolled;
    private AgentDb db;
    private SyncCoordinator sync;
    private boolean running = true;

    /** Titles whose event was confirmed. */
    private final Set<MediaId> confirmed = new HashSet<>();
    /** What was seen to wait in the outbox and is not acknowledged to the agent's knowledge. */
    private final TreeMap<Long, Contribution> waiting = new TreeMap<>();

    private long through;
    /** The version of the bank that the last sync ended with that succeeded. */
    private long completeAt;
    /** Whether no sync has begun since: pages come the important first, so one that fails may leave some of a later version. */
    private boolean whole;

    private int titles;
    /** Titles of the last list that were not watched. */
    private final Deque<MediaId> shown = new ArrayDeque<>();

    /** What agents share. */
    record Surroundings(Parts parts, RandomGenerator random, SimulatedClock clock, ModelStore models, int tastes) {}

    SimulatedAgent(Surroundings world, ViewerId viewer, String token, SimulatedNetwork network) {
        this.world = world;
        this.random = world.random();
        this.viewer = viewer;
        this.enrolled = token;
        this.network = network;
        this.machine = new Machine(viewer.value());
        this.disk = new SimulatedDisk(machine, world.parts()::agentDisk);
        this.db = AgentDb.open(viewer, disk.mount(), () -> {}, MOST_PATTERNS);
        this.sync = coordinator();
        db.commit(state -> List.of(new AgentRecord.ConsentsChanged(Consents.ALL)));
    }

    private SyncCoordinator coordinator() {
        AgentDb memory = db;
        return new SyncCoordinator(
                memory,
                network.line(viewer, machine),
                world.models(),
                new LeavePolicy(LEAST_QUALITY, SAMPLED),
                new SyncCoordinator.Settings(
                        RETRY.attempts(),
                        new Backoff(RETRY, random),
                        world.clock()::pass,
                        world.clock(),
                        () -> memory.read(AgentState::token)
                                .map(AgentRecord.TokenRenewed::token)
                                .orElse(enrolled),
                        token -> new AgentRecord.TokenRenewed(0, token),
                        "simulated/1"),
                states);
    }

    /** Versions whose signed hash was not that of what this device had applied. */
    int mismatches() {
        return states.mismatches();
    }

    boolean isUp() {
        return !machine.isDead();
    }

    /** Whether it died by itself, and nobody has said how. */
    boolean isDying() {
        return running && machine.isDead();
    }

    /** A title is rated. */
    void track() {
        MediaId media = random.nextBoolean() || shown.isEmpty() ? title() : shown.removeLast();
        ViewerEvent event = new ViewerEvent.Rating(
                media, random.nextInt(3, 6), world.clock().instant());
        if (commit(state -> List.of(new AgentRecord.Tracked(event)))) {
            confirmed.add(media);
        }
    }

    /** One that nobody has seen, so that no two samples and no two reports are alike. */
    private MediaId title() {
        return new MediaId("t" + titles++);
    }

    /** A list is shown; what became of an earlier one is decided by it. */
    void show() {
        shown.clear();
        for (int place = 0; place < PLACES; place++) {
            shown.addLast(title());
        }
        List<ShownTitle> list = shown.stream().map(ShownTitle::byScore).toList();
        commit(state -> List.of(
                new AgentRecord.Shown(new ShownList(list, true, world.clock().instant()))));
    }

    /** The learner finds patterns, and the session ends. */
    void learn() {
        List<ExogenesisPattern> learned = new ArrayList<>();
        for (int taste = 0; taste < world.tastes(); taste++) {
            if (random.nextInt(5) > 0) {
                learned.add(pattern(taste));
            }
        }
        LeavePolicy policy = new LeavePolicy(LEAST_QUALITY, SAMPLED);
        commit(state -> {
            List<AgentRecord> records = new ArrayList<>(List.of(new AgentRecord.Learned(learned)));
            policy.sessionEnds(state).forEach(c -> records.add(new AgentRecord.Enqueued(c)));
            return records;
        });
    }

    private ExogenesisPattern pattern(int taste) {
        return new ExogenesisPattern(
                new PatternId(viewer.value() + "-" + taste),
                TaskType.PREFERENCE,
                Samples.near(taste, random.nextLong()),
                .6 + .4 * random.nextDouble(),
                5,
                PatternContext.of(List.of("Drama", "Comedy")),
                world.clock().instant());
    }

    /** Returns whether it was confirmed. */
    private boolean commit(Function<AgentState, List<AgentRecord>> decide) {
        try {
            db.commit(decide);
            return true;
        } catch (ViewerException | DeadMachineException e) {
            return false;
        }
    }

    /** Returns what became of it, in a word. */
    String sync() {
        whole = false;
        try {
            sync.sync();
            completeAt = db.read(AgentState::bank).number();
            whole = true;
            return "ok";
        } catch (DeadMachineException e) {
            return "died";
        } catch (ViewerException e) {
            Throwable why = e.getCause();
            if (why instanceof TransportException t && t.kind() != TransportException.Kind.UNREACHABLE) {
                throw new InvariantViolation(viewer + " could not sync: " + e, e);
            }
            return !isUp() ? "died" : why instanceof RefusedException ? "refused" : "failed";
        }
    }

    /** The device crashed or was switched off. */
    void end(boolean powerLoss) {
        machine.die();
        running = false;
        if (powerLoss) {
            disk.losePower(random);
        } else {
            disk.killProcess();
        }
    }

    /** The next process, which may die while it starts. */
    void start(long diesAfter) {
        machine.revive();
        running = true;
        machine.dieAfter(diesAfter);
        try {
            db = AgentDb.open(viewer, disk.mount(), () -> {}, MOST_PATTERNS);
            sync = coordinator();
            world.parts().agentCameBack(db);
        } catch (RuntimeException e) {
            if (!machine.isDead()) {
                throw new InvariantViolation(viewer + "'s memory does not open: " + e, e);
            }
        }
    }

    /** Compares what the agent remembers with what it had said. */
    void check(long acknowledgedByCore) {
        db.read(state -> {
            require(
                    state.outbox().through() >= through,
                    "went back to contribution " + state.outbox().through());
            through = state.outbox().through();
            require(through <= acknowledgedByCore, "believes that the Core has " + through);
            waiting.headMap(through, true).clear();
            TreeMap<Long, Contribution> now = new TreeMap<>();
            state.outbox().pending().forEach(c -> now.put(c.seq(), c));
            waiting.forEach((seq, c) -> require(c.equals(now.get(seq)), "forgot contribution " + seq));
            waiting.putAll(now);
            Set<MediaId> remembered = new HashSet<>();
            state.titles().oldestFirst().stream().map(WatchedTitle::media).forEach(remembered::add);
            require(remembered.containsAll(confirmed), "forgot titles that were confirmed");
            long bank = state.bank().number();
            require(whole ? bank == completeAt : bank >= completeAt, "had bank " + completeAt + ", and has " + bank);
            return true;
        });
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new InvariantViolation(Kind.LOST, viewer + " " + what);
        }
    }

    <T> T read(Function<AgentState, T> question) {
        return db.read(question);
    }

    /** The version of the bank that it has the whole of, and nothing else; empty while a later one is on its way. */
    Optional<Long> complete() {
        return whole && completeAt > 0 ? Optional.of(completeAt) : Optional.empty();
    }

    String state() {
        return db.read(s -> s.outbox().through() + "+" + s.outbox().pending().size() + " bank "
                + s.bank().number());
    }
}
