/**
 * Starts, asks and stops an Omega Core on this machine, from outside: a plain process over the packaged Liberty.
 *
 * <p>{@link io.exogenesis.omega.ops.core.CoreProcess} owns one running Core; {@link
 * io.exogenesis.omega.ops.core.CoreDirectory} knows what lies where in a data directory; {@link
 * io.exogenesis.omega.ops.core.AdminClient} speaks to the administrator's endpoints on loopback. What can be known before a
 * start (a taken port, a Core that runs already, nothing built) is said in one line by {@link
 * io.exogenesis.omega.ops.core.CoreProblem} instead of being found in a server's log.
 */
@NullMarked
package io.exogenesis.omega.ops.core;

import org.jspecify.annotations.NullMarked;
