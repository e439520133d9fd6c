package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.ops.core.AdminClient;
import io.exogenesis.omega.viewer.Ledger;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The agents' ledgers against the Core's accounting, viewer by viewer.
 *
 * @param patterns taste patterns that agents handed over and the Core acknowledged
 * @param samples samples of titles, likewise
 * @param refused of all handed over, what the Core refused at once
 * @param lost acknowledged to an agent, and missing in the Core's books or never decided nor pending there
 * @param doubled in the Core's books more often than the agent has made it
 */
public record AccountingCheck(long patterns, long samples, long refused, long lost, long doubled) {

    static AccountingCheck of(List<Fleet.Member> members, AdminClient admin, WorkerPool workers) {
        LongAdder patterns = new LongAdder();
        LongAdder samples = new LongAdder();
        LongAdder refused = new LongAdder();
        LongAdder lost = new LongAdder();
        LongAdder doubled = new LongAdder();
        workers.forEach("ledgers compared", members, member -> {
            Ledger agent = member.agent().ledger();
            AdminClient.Accounting core = admin.accounting(member.id());
            patterns.add(agent.patterns());
            samples.add(agent.samples());
            refused.add(agent.refused());
            lost.add(lost(agent, core));
            doubled.add(doubled(agent, core));
        });
        return new AccountingCheck(patterns.sum(), samples.sum(), refused.sum(), lost.sum(), doubled.sum());
    }

    /** Contributions that the agent was told to be durable, and the books do not have or have never decided. */
    public static long lost(Ledger agent, AdminClient.Accounting core) {
        return Math.max(0, agent.acknowledged() - core.acknowledged())
                + Math.max(0, core.acknowledged() - core.decided() - core.pending());
    }

    /** The Core may know what the agent still waits to hear about: that is in the agent's outbox, and no double. */
    public static long doubled(Ledger agent, AdminClient.Accounting core) {
        return Math.max(0, core.acknowledged() - agent.acknowledged() - agent.pending())
                + Math.max(0, core.decided() + core.pending() - core.acknowledged());
    }
}
