package io.exogenesis.omega.simulation;

import io.exogenesis.omega.simulation.check.InvariantViolation;
import io.exogenesis.omega.simulation.check.InvariantViolation.Kind;
import java.time.Duration;
import java.util.List;

/** The end of a simulation: everything is healed and drains, then all that was sent has to be decided, and all banks have to be equal. */
final class Rest {
    /** Attempts of each agent to drain its outbox, an epoch apart, once nothing fails any more. */
    private static final int LAST_SYNCS = 12;

    private final World world;
    private final SimulatedCore core;
    private final List<SimulatedAgent> agents;

    Rest(World world) {
        this.world = world;
        this.core = world.core;
        this.agents = world.agents;
    }

    /** @throws InvariantViolation if something does not hold */
    void come() {
        world.say("all faults are healed");
        while (!core.isUp()) {
            core.start(Long.MAX_VALUE);
            world.contributions.check(core.process());
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
        world.network.heal();
        world.check();
        agents.forEach(this::lastSync);
        for (int n = 0; n < LAST_SYNCS && agents.stream().anyMatch(this::waits); n++) {
            // an epoch takes only so much, and a Core that refused said when it may be asked again
            world.round(true);
            world.clock.pass(Duration.ofHours(13));
            agents.forEach(this::lastSync);
            world.check();
        }
        world.round(true);
        world.contributions.check(core.process());
        world.contributions.checkAtRest(
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
        agent.check(world.contributions.acknowledged(agent.viewer));
        world.banks.core(world.bankVersion(), core.process().bank.contents().patterns());
        world.banks.replica(agent.viewer, world.bankVersion(), agent.read(s -> s.bankPatterns()));
    }

    private boolean waits(SimulatedAgent agent) {
        return agent.read(s -> !s.outbox().pending().isEmpty());
    }

    private String lastSync(SimulatedAgent agent) {
        String synced = agent.sync();
        world.say(agent.viewer + " syncs at last: " + synced);
        return synced;
    }
}
