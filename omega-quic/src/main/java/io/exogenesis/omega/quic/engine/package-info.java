/**
 * What engines share: frames are cut, counted and kept to a budget in the same way, whoever brings the packets. Start at {@link
 * io.exogenesis.omega.quic.engine.FrameIntake}. For engines, not for applications.
 */
@NullMarked
package io.exogenesis.omega.quic.engine;

import org.jspecify.annotations.NullMarked;
