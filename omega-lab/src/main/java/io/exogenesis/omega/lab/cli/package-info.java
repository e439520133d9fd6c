/**
 * The command line behind {@code ./omega}: {@link io.exogenesis.omega.lab.cli.Omega} and one class a command.
 *
 * <p>Exit codes are a contract: 0 done, 1 failed, 2 bad usage. Whatever goes wrong is said in one line on the error stream
 * ({@link io.exogenesis.omega.lab.cli.Errors}), never as a stack trace.
 */
@NullMarked
package io.exogenesis.omega.lab.cli;

import org.jspecify.annotations.NullMarked;
