package io.exogenesis.omega.simulation;

import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.simulation.check.BankBook;
import io.exogenesis.omega.simulation.check.ContributionBook;
import io.exogenesis.omega.simulation.check.InvariantViolation;
import io.exogenesis.omega.simulation.check.InvariantViolation.Kind;
import io.exogenesis.omega.simulation.network.SimulatedNetwork;
import io.exogenesis.omega.simulation.network.Weather;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One seed: some agents and a Core live for some steps among faults, then all faults are healed and everything comes to rest. What
 * must hold is checked after each step.
 *
 * <p>One thing happens at a time, on the caller's thread. The product's journal writes on threads of its own; whoever appends waits for
 * them, so they take turns. Nothing asks a real clock or an unseeded source of chance about what to do: random ids of tokens and of
 * the bank are of one length and decide nothing.
 *
 * <p>Not simulated: a catalogue, so item models and their downloads, which are files of their own with a checksum that are fetched
 * anew when they are damaged ({@code ModelStore}); changes of consent, which take contributions back and have property tests of their
 * own at both ends; and the database, of which its contract is taken ({@code MortalBankStore}).
 */
final class Simulation {
    /** Attempts of each agent to drain its outbox, an epoch apart, once nothing fails any more. */
    private static final int LAST_SYNCS = 12;

    private static final Operator OPERATOR = new Operator("simulation", "");

    private final Random random;
    private final Trace trace = new Trace();
    private final SimulatedCore core;
    private final SimulatedClock clock;
    private final SimulatedNetwork network;
    private final List<SimulatedAgent> agents = new ArrayList<>();
    private final ContributionBook contributions;
    private final BankBook banks = new BankBook();
    private final Faults faults;
    private int step;
    private int crashes;
    private int powerLosses;
    private long rounds;
    private int bankPatterns;
    private int removals;

    private Simulation(long seed, Parts parts, Path scratch) {
        random = new Random(seed);
        core = new SimulatedCore(parts, scratch);
        clock = new SimulatedClock(core.process().clock);
        contributions = new ContributionBook(core.process().settings.ingest().minQuality());
        faults = Faults.of(random);
        network = new SimulatedNetwork(random, Weather.of(random), parts.door(core), contributions, clock::pass);
        SimulatedAgent.World world = new SimulatedAgent.World(
                parts, random, clock, new ModelStore(scratch.resolve("models")), random.nextInt(2, 4));
        int n = random.nextInt(4, 7);
        for (int i = 0; i < n; i++) {
            ViewerId viewer = new ViewerId("viewer-" + i);
            agents.add(new SimulatedAgent(world, viewer, core.register(viewer).token(), network));
        }
    }

    /** Which faults there are. Each is absent in every second simulation, so that the others are met alone, too. */
    private record Faults(boolean coreDies, boolean agentsDie, boolean powerFails, boolean disksFail, boolean cutOff) {
        static Faults of(Random random) {
            return new Faults(
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean());
        }
    }

    /** @param scratch a directory with {@link SimulatedCore#makeKeys} */
    static Outcome run(long seed, int steps, Parts parts, Path scratch) {
        Simulation s = new Simulation(seed, parts, scratch);
        Optional<Outcome.Failure> failure = Optional.empty();
        try {
            for (s.step = 1; s.step <= steps; s.step++) {
                s.live();
                s.check();
            }
            s.rest();
        } catch (InvariantViolation e) {
            failure = Optional.of(s.failure(e.kind(), String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            failure = Optional.of(s.failure(Kind.BROKEN, "the product threw " + e + at(e)));
        }
        return s.outcome(seed, failure);
    }

    private static String at(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }

    private Outcome.Failure failure(Kind kind, String line) {
        say("VIOLATED: " + line);
        return new Outcome.Failure(kind, "step " + step + ": " + line);
    }

    private Outcome outcome(long seed, Optional<Outcome.Failure> failure) {
        return new Outcome(
                seed,
                step - 1,
                crashes,
                powerLosses,
                contributions.contributions(),
                rounds,
                bankVersion(),
                bankPatterns,
                removals,
                trace.digest(),
                failure,
                trace.newest());
    }

    private void say(String line) {
        trace.line(step + " " + clock.instant() + " " + line);
    }

    private void live() {
        clock.pass(
                random.nextInt(20) == 0
                        ? Duration.ofHours(random.nextInt(1, 12))
                        : Duration.ofSeconds(random.nextInt(1, 600)));
        if (!core.isUp() && random.nextBoolean()) {
            startCore();
        }
        SimulatedAgent agent = agents.get(random.nextInt(agents.size()));
        if (!agent.isUp()) {
            agent.start(deathIf(faults.agentsDie, 40));
            say(agent.viewer + " starts" + (agent.isUp() ? "" : ", and dies of it"));
            buryTheDead(agent);
        } else if (random.nextInt(3) > 0) {
            agentActs(agent);
        } else {
            worldActs(agent);
        }
    }

    private void agentActs(SimulatedAgent agent) {
        if (faults.agentsDie && random.nextInt(10) == 0) {
            agent.machine.dieAfter(1 + random.nextInt(24));
        }
        String did = switch (random.nextInt(10)) {
            case 0 -> {
                agent.track();
                yield "watches";
            }
            case 1 -> {
                agent.show();
                yield "is shown a list";
            }
            case 2 -> {
                agent.learn();
                yield "learns";
            }
            case 3, 4, 5, 6 -> {
                agent.learn();
                yield "learns and syncs: " + agent.sync();
            }
            default -> "syncs: " + agent.sync();
        };
        say(agent.viewer + " " + did);
        buryTheDead(agent);
    }

    private void buryTheDead(SimulatedAgent agent) {
        if (agent.isDying()) {
            agent.end(powerFails());
            say(agent.viewer + " is dead");
        }
        if (core.isDying()) {
            endCore(powerFails());
        }
    }

    /** Of a machine that ends. */
    private boolean powerFails() {
        boolean power = faults.powerFails && random.nextBoolean();
        if (power) {
            powerLosses++;
        } else {
            crashes++;
        }
        return power;
    }

    private long deathIf(boolean may, int within) {
        return may && random.nextInt(4) == 0 ? 1 + random.nextInt(within) : Long.MAX_VALUE;
    }

    private void worldActs(SimulatedAgent agent) {
        switch (random.nextInt(18)) {
            case 0, 1, 2, 3, 4 -> round(random.nextInt(4) == 0);
            case 5, 6 -> removePattern();
            case 7, 8 -> network.deliverOne().ifPresent(viewer -> say("a late request of " + viewer + " arrives"));
            case 9 -> cutOff(agent);
            case 10, 11 -> coreWillDie();
            case 12 -> coreDies();
            case 13 -> agentDies(agent);
            case 14, 15 -> diskFails(agent);
            case 16 -> allLosePower();
            default -> {
                core.disk.heal();
                agent.disk.heal();
            }
        }
        buryTheDead(agent);
    }

    private void round(boolean endOfEpoch) {
        if (!core.isUp()) {
            return;
        }
        Optional<RoundRecord> round = core.round(endOfEpoch);
        say("a round: "
                + round.map(r -> r.votes() + " votes, bank " + r.bankVersion() + " of " + r.bankPatterns())
                        .orElse(core.isUp() ? "refused" : "the Core dies"));
        if (round.isPresent() && core.isUp()) {
            rounds++;
            contributions.checkRound(core.process(), round.get());
            if (random.nextInt(3) == 0) {
                removePattern();
            }
        }
    }

    private void removePattern() {
        List<ConsolidatedPattern> bank = core.isUp() ? bank() : List.of();
        if (!bank.isEmpty()) {
            ConsolidatedPattern gone = bank.get(random.nextInt(bank.size()));
            core.process().patterns.remove(gone.id(), "", OPERATOR);
            removals++;
            say("the operator removes a pattern");
        }
    }

    private List<ConsolidatedPattern> bank() {
        return core.process().bank.contents().patterns().stream()
                .sorted(Comparator.comparing(p -> p.id().value()))
                .toList();
    }

    private void cutOff(SimulatedAgent agent) {
        if (faults.cutOff) {
            say(agent.viewer + (network.toggle(agent.viewer) ? " is cut off" : " is connected again"));
        }
    }

    /** In the middle of something soon. */
    private void coreWillDie() {
        if (faults.coreDies && core.isUp()) {
            core.machine.dieAfter(1 + random.nextInt(30));
        }
    }

    private void coreDies() {
        if (faults.coreDies && core.isUp()) {
            endCore(powerFails());
        }
    }

    private void endCore(boolean powerLoss) {
        if (powerLoss) {
            core.losePower(random);
        } else {
            core.kill();
        }
        say(powerLoss ? "the Core loses power" : "the Core is killed");
    }

    private void startCore() {
        core.start(deathIf(faults.coreDies, 20));
        say("the Core starts" + (core.isUp() ? "" : ", and dies of it"));
        if (core.isUp()) {
            contributions.check(core.process());
        } else {
            endCore(powerFails());
        }
    }

    /** Agents on the Core's machine, say, or one house of devices and Core. */
    private void allLosePower() {
        if (!faults.powerFails || !core.isUp()) {
            return;
        }
        endCore(true);
        powerLosses++;
        for (SimulatedAgent agent : agents) {
            if (agent.isUp()) {
                agent.end(true);
                powerLosses++;
            }
        }
        say("so do all agents");
    }

    private void agentDies(SimulatedAgent agent) {
        if (faults.agentsDie) {
            agent.machine.die();
        }
    }

    private void diskFails(SimulatedAgent agent) {
        if (!faults.disksFail || !core.isUp()) {
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> core.disk.almostFull(random.nextInt(2000));
            case 1 -> core.disk.failSyncs(true);
            case 2 -> agent.disk.almostFull(random.nextInt(2000));
            default -> agent.disk.failSyncs(true);
        }
        say("a disk fails");
    }

    private void check() {
        if (core.isUp()) {
            contributions.check(core.process());
            contributions.checkLog(core.process());
            Collection<ConsolidatedPattern> bank =
                    core.process().bank.contents().patterns();
            long version = bankVersion();
            banks.core(version, bank);
            bankPatterns = Math.max(bankPatterns, bank.size());
            say("core " + core.process().accounting.total() + " bank " + version + " " + BankBook.hash(bank));
        }
        for (SimulatedAgent agent : agents) {
            if (agent.isUp()) {
                agent.check(contributions.acknowledged(agent.viewer));
                agent.complete().ifPresent(v -> banks.replica(agent.viewer, v, agent.read(s -> s.bankPatterns())));
                say(agent.viewer + " " + agent.state());
            }
        }
    }

    /** Everything is healed, and drains. */
    private void rest() {
        say("all faults are healed");
        while (!core.isUp()) {
            core.start(Long.MAX_VALUE);
            contributions.check(core.process());
        }
        core.machine.revive();
        core.disk.heal();
        for (SimulatedAgent agent : agents) {
            agent.disk.heal();
            if (!agent.isUp()) {
                agent.start(Long.MAX_VALUE);
            }
            agent.machine.revive();
        }
        network.heal();
        check();
        agents.forEach(this::lastSync);
        for (int n = 0; n < LAST_SYNCS && agents.stream().anyMatch(this::waits); n++) {
            // an epoch takes only so much, and a Core that refused said when it may be asked again
            round(true);
            clock.pass(Duration.ofHours(13));
            agents.forEach(this::lastSync);
            check();
        }
        round(true);
        contributions.check(core.process());
        contributions.checkAtRest(
                core.process(), agents.stream().map(a -> a.viewer).toList());
        agents.forEach(this::atRest);
    }

    /** An agent that has nothing to say any more gets what the last round made. */
    private void atRest(SimulatedAgent agent) {
        String synced = lastSync(agent);
        if (!synced.equals("ok") || waits(agent)) {
            throw new InvariantViolation(
                    Kind.LOST, agent.viewer + " cannot drain its outbox: " + synced + ", " + agent.state());
        }
        agent.check(contributions.acknowledged(agent.viewer));
        banks.core(bankVersion(), core.process().bank.contents().patterns());
        banks.replica(agent.viewer, bankVersion(), agent.read(s -> s.bankPatterns()));
    }

    private long bankVersion() {
        return core.process().bank.contents().version().number();
    }

    private boolean waits(SimulatedAgent agent) {
        return agent.read(s -> !s.outbox().pending().isEmpty());
    }

    private String lastSync(SimulatedAgent agent) {
        String synced = agent.sync();
        say(agent.viewer + " syncs at last: " + synced);
        return synced;
    }
}
