package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.relay.RelayStats;

/**
 * What went over the wire, both directions together.
 *
 * @param first of the first sync of a new agent, the connection's opening included
 * @param usual of the day behind it
 * @param itemModelBytes of the item model of that day, encoded
 */
record AgentDay(RelayStats first, RelayStats usual, long itemModelBytes) {
    /** What came between two looks at a relay. */
    static RelayStats between(RelayStats before, RelayStats after) {
        return new RelayStats(
                after.forwarded() - before.forwarded(),
                after.bytes() - before.bytes(),
                after.reordered() - before.reordered(),
                after.lost() - before.lost(),
                after.tooLarge() - before.tooLarge(),
                after.overflowed() - before.overflowed(),
                after.rebinds() - before.rebinds());
    }
}
