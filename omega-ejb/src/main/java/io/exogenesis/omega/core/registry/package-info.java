/**
 * How viewers come and go: single-use enrolment codes, registration, consents, removal.
 *
 * <p>{@link io.exogenesis.omega.core.registry.Enrolment} turns a code into a viewer with a token; {@link
 * io.exogenesis.omega.core.registry.ViewerRegistry} changes its consents and removes it, one change of a viewer after the
 * other; {@link io.exogenesis.omega.core.registry.RemovedViewers} deletes what is left of it when nobody can ask any more.
 */
@NullMarked
package io.exogenesis.omega.core.registry;

import org.jspecify.annotations.NullMarked;
