package io.exogenesis.omega.simulation;

import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.simulation.check.BankBook;
import io.exogenesis.omega.simulation.check.ContributionBook;
import io.exogenesis.omega.simulation.network.SimulatedNetwork;
import io.exogenesis.omega.simulation.network.Weather;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A Core, some agents, the way between them, and the books of what must hold. */
final class World {
    private static final Operator OPERATOR = new Operator("simulation", "");

    final Random random;
    final SimulatedCore core;
    final SimulatedClock clock;
    final SimulatedNetwork network;
    final List<SimulatedAgent> agents = new ArrayList<>();
    final ContributionBook contributions;
    final BankBook banks = new BankBook();
    final Trace trace = new Trace();
    final Faults faults;
    int step;
    long rounds;
    int bankPatterns;
    int removals;

    World(long seed, Parts parts, Path scratch) {
        random = new Random(seed);
        core = new SimulatedCore(parts, scratch);
        clock = new SimulatedClock(core.process().clock);
        contributions = new ContributionBook(core.process().settings.ingest().minQuality());
        faults = Faults.of(random);
        network = new SimulatedNetwork(random, Weather.of(random), parts.door(core), contributions, clock::pass);
        SimulatedAgent.Surroundings around = new SimulatedAgent.Surroundings(
                parts, random, clock, new ModelStore(scratch.resolve("models")), random.nextInt(2, 4));
        int n = random.nextInt(4, 7);
        for (int i = 0; i < n; i++) {
            ViewerId viewer = new ViewerId("viewer-" + i);
            agents.add(new SimulatedAgent(around, viewer, core.register(viewer).token(), network));
        }
    }

    /** Which faults there are. Each is absent in every second simulation, so that the others are met alone, too. */
    record Faults(boolean coreDies, boolean agentsDie, boolean powerFails, boolean disksFail, boolean cutOff) {
        static Faults of(Random random) {
            return new Faults(
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean());
        }
    }

    void say(String line) {
        trace.line(step + " " + clock.instant() + " " + line);
    }

    void round(boolean endOfEpoch) {
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

    void removePattern() {
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

    void check() {
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
                banks.compared(agent.viewer, agent.mismatches());
                agent.complete().ifPresent(v -> banks.replica(agent.viewer, v, agent.read(s -> s.bankPatterns())));
                say(agent.viewer + " " + agent.state());
            }
        }
    }

    long bankVersion() {
        return core.process().bank.contents().version().number();
    }
}
