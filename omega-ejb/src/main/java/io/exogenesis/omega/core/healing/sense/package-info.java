/**
 * The sensors of self-healing: {@link io.exogenesis.omega.core.healing.sense.Sensors} takes one {@link
 * io.exogenesis.omega.core.healing.sense.Sample} a tick. Reading takes well below a millisecond and grows with no number of viewers.
 */
@NullMarked
package io.exogenesis.omega.core.healing.sense;

import org.jspecify.annotations.NullMarked;
