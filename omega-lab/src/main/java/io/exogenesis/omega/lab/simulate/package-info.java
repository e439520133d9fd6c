/**
 * Many viewers without agents against a running Core: real frames over real connections, each viewer at times of its own, latencies from
 * the time at which a sync was due, and a ledger that is held against the Core's books. {@link
 * io.exogenesis.omega.lab.simulate.SimulateLab} tells the story of a run.
 */
@NullMarked
package io.exogenesis.omega.lab.simulate;

import org.jspecify.annotations.NullMarked;
