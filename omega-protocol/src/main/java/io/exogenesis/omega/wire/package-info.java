/**
 * The published contract {@code omega_sync.proto} and the way between its messages and the {@linkplain
 * io.exogenesis.omega.model domain records}.
 */
@NullMarked
package io.exogenesis.omega.wire;

import org.jspecify.annotations.NullMarked;
