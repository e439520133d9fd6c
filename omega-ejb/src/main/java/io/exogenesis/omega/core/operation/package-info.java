/**
 * What operators do to the Core besides the defence of titles, and how it is written down.
 *
 * <p>{@link io.exogenesis.omega.core.operation.LoggedActions} is the one way into the log of actions for what is not part of a
 * transaction of its own; {@link io.exogenesis.omega.core.operation.OperatorDesk} removes viewers, makes enrolment codes and
 * imports titles through it.
 */
@NullMarked
package io.exogenesis.omega.core.operation;

import org.jspecify.annotations.NullMarked;
