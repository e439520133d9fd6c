/**
 * How viewers come and go: single-use enrolment codes, registration, consents, removal.
 *
 * <p>{@link io.exogenesis.omega.core.registry.ViewerRegistry} turns a code into a viewer with a token.
 */
@NullMarked
package io.exogenesis.omega.core.registry;

import org.jspecify.annotations.NullMarked;
