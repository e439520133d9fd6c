/**
 * Who may call what over HTTP. A resource method says it with {@link io.exogenesis.omega.web.security.Access}, {@link
 * io.exogenesis.omega.web.security.AccessFilter} enforces it with the Core's one token verification, and a method asks {@link
 * io.exogenesis.omega.web.security.Caller} who it works for.
 */
@NullMarked
package io.exogenesis.omega.web.security;

import org.jspecify.annotations.NullMarked;
