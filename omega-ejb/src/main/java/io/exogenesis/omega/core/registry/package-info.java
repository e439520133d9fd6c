/**
 * Who takes part: single-use enrolment codes, registration, tokens and their one verification.
 *
 * <p>{@link io.exogenesis.omega.core.registry.ViewerRegistry} turns a code into a viewer with a token; {@link
 * io.exogenesis.omega.core.registry.TokenVerifier} is the only place where a token is judged, whether it came in an HTTP
 * header or in a CONNECT frame. {@link io.exogenesis.omega.core.registry.ViewerDirectory} keeps what a sync needs to know of
 * every viewer in memory, so that the sync path never waits for the database.
 */
@NullMarked
package io.exogenesis.omega.core.registry;

import org.jspecify.annotations.NullMarked;
