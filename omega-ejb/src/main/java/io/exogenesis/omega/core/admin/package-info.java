/**
 * What operators look at: the accounts, the checks of readiness, and the figures of the status page.
 *
 * <p>{@link io.exogenesis.omega.core.admin.CoreStatus} leads to the checks; {@link
 * io.exogenesis.omega.core.admin.Housekeeping} is the timer of the small works, one of which writes into the log what the
 * checks find.
 */
@NullMarked
package io.exogenesis.omega.core.admin;

import org.jspecify.annotations.NullMarked;
