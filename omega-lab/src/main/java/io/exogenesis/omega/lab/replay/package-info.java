/**
 * A Core that lives through a data set's own time. {@link io.exogenesis.omega.lab.replay.Replay} is the loop: devices send, a round
 * ends the epoch, the audit cohort looks at its lists. {@link io.exogenesis.omega.lab.replay.ReplayRun} asks for held-out titles at
 * the end and on the way, with baselines that know everything so far.
 */
@NullMarked
package io.exogenesis.omega.lab.replay;

import org.jspecify.annotations.NullMarked;
