/**
 * The moment at which the Core can be found: {@link io.exogenesis.omega.web.ready.Publication} calls at the Core's own HTTP and
 * HTTPS ports until {@link io.exogenesis.omega.web.ready.DoorServlet} answers there, and then writes the bootstrap file.
 */
@NullMarked
package io.exogenesis.omega.web.ready;

import org.jspecify.annotations.NullMarked;
