/**
 * The operator's commands behind {@code ./omega core}: {@link io.exogenesis.omega.ops.cli.CoreCommand} and one class a command.
 *
 * <p>Exit codes are a contract: 0 done, 1 failed, 2 bad usage; {@code status} answers 0 ready, 3 stopped, 4 not ready. What
 * goes wrong is thrown as a {@link io.exogenesis.omega.ops.core.CoreProblem}, whose message is the one line that a person reads.
 */
@NullMarked
package io.exogenesis.omega.ops.cli;

import org.jspecify.annotations.NullMarked;
