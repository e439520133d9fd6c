/**
 * Settings, one validated record a room, read from MicroProfile Config: {@code omega.<room>.<name>}, in the environment
 * {@code OMEGA_<ROOM>_<NAME>}. {@link io.exogenesis.omega.core.config.CoreSettings} holds them all and prints what is in
 * force at start.
 */
@NullMarked
package io.exogenesis.omega.core.config;

import org.jspecify.annotations.NullMarked;
