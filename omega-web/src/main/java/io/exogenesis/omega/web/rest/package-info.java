/**
 * The HTTP API. A resource reads its request, calls one operation of the Core, and shows the result through {@link
 * io.exogenesis.omega.web.rest.Views}; what goes wrong becomes a problem document (RFC 9457) in
 * {@link io.exogenesis.omega.web.rest.ProblemMapper}. Who may call stands at each method
 * ({@link io.exogenesis.omega.web.security.Access}).
 */
@NullMarked
package io.exogenesis.omega.web.rest;

import org.jspecify.annotations.NullMarked;
