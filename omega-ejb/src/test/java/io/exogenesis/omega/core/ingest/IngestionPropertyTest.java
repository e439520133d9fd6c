package io.exogenesis.omega.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever happens between an agent and the Core (pushes again, answers that are lost, kill -9, power loss, a full disk,
 * rounds in between), every contribution counts once: what was acknowledged stays acknowledged, and it is decided once.
 */
class IngestionPropertyTest {
    private static final int CONTRIBUTIONS = 12;

    /** An agent's outbox: it forgets only what was acknowledged to it. */
    private static final class Agent {
        final Registration registration;
        final List<Contribution> outbox = new ArrayList<>();
        long acknowledged;

        Agent(Registration registration, int number) {
            this.registration = registration;
            for (int seq = 1; seq <= CONTRIBUTIONS; seq++) {
                outbox.add(
                        switch (seq % 4) {
                            case 0 -> seq == 8 ? Samples.outcomes(seq) : Samples.session(seq);
                            case 1 -> Samples.sample(seq, List.of("t1", "t2"));
                            case 2 -> Samples.pattern(seq, Samples.near(seq, number), .5 + .01 * seq);
                            default -> Samples.pattern(seq, Samples.near(seq, number), .9);
                        });
            }
        }

        /** From somewhere at or before what it believes to be next; the answer may be lost. */
        void push(CoreFixture core, Random random, boolean answerArrives) {
            int from = (int) Math.max(0, acknowledged - random.nextInt(3));
            int to = Math.min(outbox.size(), from + 1 + random.nextInt(5));
            if (from >= to) {
                return;
            }
            SyncSession session = core.session(registration);
            ServerFrame answer = core.push(session, outbox.subList(from, to).toArray(Contribution[]::new));
            if (answerArrives && answer.hasPushAck()) {
                long committed = answer.getPushAck().getCommittedThroughSeq();
                assertThat(committed).isGreaterThanOrEqualTo(acknowledged);
                acknowledged = committed;
            }
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void anyInterleaving_countsEveryContributionOnce(@ForAll long seed) {
        Random random = new Random(seed);
        CoreFixture core = CoreFixture.inMemory();
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            agents.add(new Agent(core.register(), i));
        }
        for (int step = 0; step < 40; step++) {
            core.clock.advance(Duration.ofSeconds(5));
            core = act(core, agents, random);
            checkBooks(core, agents);
        }
        core = roomy(core);
        core.clock.advance(Duration.ofSeconds(5));
        for (Agent agent : agents) {
            while (agent.acknowledged < CONTRIBUTIONS) {
                core.clock.advance(Duration.ofSeconds(5));
                agent.push(core, random, true);
            }
        }
        core.rounds.runNow(true);
        Accounting.Report report = core.accounting.total();
        assertThat(report.acknowledged()).isEqualTo(3L * CONTRIBUTIONS);
        assertThat(report.pending()).isZero();
        // below the quality threshold: seq 2, 6 and 10 of each agent; counted on arrival: 4, 8 and 12
        assertThat(report.decided().refused()).isGreaterThanOrEqualTo(9);
        assertThat(report.decided().admitted()).isGreaterThanOrEqualTo(9);
        assertThat(report.decided().admitted()
                        + report.decided().refused()
                        + report.decided().expired())
                .isEqualTo(report.acknowledged());
        assertThat(core.killAndRestart().accounting.total()).isEqualTo(report);
    }

    private static CoreFixture act(CoreFixture core, List<Agent> agents, Random random) {
        PowerLossFileLayer disk = (PowerLossFileLayer) core.disk;
        Agent agent = agents.get(random.nextInt(agents.size()));
        switch (random.nextInt(12)) {
            case 0 -> {
                return core.killAndRestart();
            }
            case 1 -> {
                return core.restart(disk.crash(random));
            }
            case 2 -> {
                // the plug is pulled somewhere inside the push
                disk.crashAfter(1 + random.nextInt(4));
                agent.push(core, random, true);
                return core.restart(disk.crash(random));
            }
            case 3 -> disk.capacity(disk.used() + random.nextInt(900));
            case 4 -> disk.capacity(Long.MAX_VALUE);
            case 5 -> {
                try {
                    core.rounds.runNow(random.nextInt(4) == 0);
                } catch (RefusedException e) {
                    // the disk was too full for the segment that an epoch's end begins: the round is asked for again
                    // later
                    assertThat(e.code()).isEqualTo(Refusal.Code.UNAVAILABLE);
                }
            }
            default -> agent.push(core, random, random.nextInt(3) > 0);
        }
        return core;
    }

    private static void checkBooks(CoreFixture core, List<Agent> agents) {
        for (Agent agent : agents) {
            Accounting.Report books = core.accounting.of(agent.registration.viewerId());
            assertThat(books.acknowledged()).isBetween(agent.acknowledged, (long) CONTRIBUTIONS);
            assertThat(books.pending()).isNotNegative();
        }
    }

    private static CoreFixture roomy(CoreFixture core) {
        ((PowerLossFileLayer) core.disk).capacity(Long.MAX_VALUE);
        return core;
    }
}
