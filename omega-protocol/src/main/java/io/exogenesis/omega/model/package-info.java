/**
 * The words of the domain, as immutable values that agent and Core share.
 *
 * <p>Start at {@link io.exogenesis.omega.model.ExogenesisPattern} (what one viewer has learned) and
 * {@link io.exogenesis.omega.model.ConsolidatedPattern} (what distinct viewers agree on). A {@link
 * io.exogenesis.omega.model.Contribution} is what leaves a device; a {@link io.exogenesis.omega.model.BankDelta} is what
 * comes back. Identifiers check themselves when they are made, so that no later layer has to. {@link
 * io.exogenesis.omega.model.HeapNeed} is the one formula that is no value of the domain: who starts a Core and the Core itself must
 * agree on it.
 */
@NullMarked
package io.exogenesis.omega.model;

import org.jspecify.annotations.NullMarked;
