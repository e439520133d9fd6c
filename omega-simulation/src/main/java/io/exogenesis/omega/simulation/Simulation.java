package io.exogenesis.omega.simulation;

import io.exogenesis.omega.simulation.check.InvariantViolation;
import io.exogenesis.omega.simulation.check.InvariantViolation.Kind;
import io.exogenesis.omega.simulation.network.SimulatedNetwork;
import java.nio.file.Path;
import java.time.Duration;
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
    private final World world;
    private final Random random;
    private final SimulatedCore core;
    private final SimulatedNetwork network;
    private final List<SimulatedAgent> agents;
    private final World.Faults faults;
    private int crashes;
    private int powerLosses;

    private Simulation(World world) {
        this.world = world;
        this.random = world.random;
        this.core = world.core;
        this.network = world.network;
        this.agents = world.agents;
        this.faults = world.faults;
    }

    /** @param scratch a directory with {@link SimulatedCore#makeKeys} */
    static Outcome run(long seed, int steps, Parts parts, Path scratch) {
        World world = new World(seed, parts, scratch);
        Simulation s = new Simulation(world);
        Optional<Outcome.Failure> failure = Optional.empty();
        try {
            for (world.step = 1; world.step <= steps; world.step++) {
                s.live();
                world.check();
            }
            new Rest(world).come();
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
        world.say("VIOLATED: " + line);
        return new Outcome.Failure(kind, "step " + world.step + ": " + line);
    }

    private Outcome outcome(long seed, Optional<Outcome.Failure> failure) {
        return new Outcome(
                seed,
                world.step - 1,
                crashes,
                powerLosses,
                world.contributions.contributions(),
                world.rounds,
                world.bankVersion(),
                world.bankPatterns,
                world.removals,
                world.trace.digest(),
                failure,
                world.trace.newest());
    }

    private void live() {
        world.clock.pass(
                random.nextInt(20) == 0
                        ? Duration.ofHours(random.nextInt(1, 12))
                        : Duration.ofSeconds(random.nextInt(1, 600)));
        if (!core.isUp() && random.nextBoolean()) {
            startCore();
        }
        SimulatedAgent agent = agents.get(random.nextInt(agents.size()));
        if (!agent.isUp()) {
            agent.start(deathIf(faults.agentsDie(), 40));
            world.say(agent.viewer + " starts" + (agent.isUp() ? "" : ", and dies of it"));
            buryTheDead(agent);
        } else if (random.nextInt(3) > 0) {
            agentActs(agent);
        } else {
            worldActs(agent);
        }
    }

    private void agentActs(SimulatedAgent agent) {
        if (faults.agentsDie() && random.nextInt(10) == 0) {
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
        world.say(agent.viewer + " " + did);
        buryTheDead(agent);
    }

    private void buryTheDead(SimulatedAgent agent) {
        if (agent.isDying()) {
            agent.end(powerFails());
            world.say(agent.viewer + " is dead");
        }
        if (core.isDying()) {
            endCore(powerFails());
        }
    }

    /** Of a machine that ends. */
    private boolean powerFails() {
        boolean power = faults.powerFails() && random.nextBoolean();
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
            case 0, 1, 2, 3, 4 -> world.round(random.nextInt(4) == 0);
            case 5, 6 -> world.removePattern();
            case 7, 8 ->
                network.deliverOne().ifPresent(viewer -> world.say("a late request of " + viewer + " arrives"));
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

    private void cutOff(SimulatedAgent agent) {
        if (faults.cutOff()) {
            world.say(agent.viewer + (network.toggle(agent.viewer) ? " is cut off" : " is connected again"));
        }
    }

    /** In the middle of something soon. */
    private void coreWillDie() {
        if (faults.coreDies() && core.isUp()) {
            core.machine.dieAfter(1 + random.nextInt(30));
        }
    }

    private void coreDies() {
        if (faults.coreDies() && core.isUp()) {
            endCore(powerFails());
        }
    }

    private void endCore(boolean powerLoss) {
        if (powerLoss) {
            core.losePower(random);
        } else {
            core.kill();
        }
        world.say(powerLoss ? "the Core loses power" : "the Core is killed");
    }

    private void startCore() {
        core.start(deathIf(faults.coreDies(), 20));
        world.say("the Core starts" + (core.isUp() ? "" : ", and dies of it"));
        if (core.isUp()) {
            world.contributions.check(core.process());
        } else {
            endCore(powerFails());
        }
    }

    /** Agents on the Core's machine, say, or one house of devices and Core. */
    private void allLosePower() {
        if (!faults.powerFails() || !core.isUp()) {
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
        world.say("so do all agents");
    }

    private void agentDies(SimulatedAgent agent) {
        if (faults.agentsDie()) {
            agent.machine.die();
        }
    }

    private void diskFails(SimulatedAgent agent) {
        if (!faults.disksFail() || !core.isUp()) {
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> core.disk.almostFull(random.nextInt(2000));
            case 1 -> core.disk.failSyncs(true);
            case 2 -> agent.disk.almostFull(random.nextInt(2000));
            default -> agent.disk.failSyncs(true);
        }
        world.say("a disk fails");
    }
}
