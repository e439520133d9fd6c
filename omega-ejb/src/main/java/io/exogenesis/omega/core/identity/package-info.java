/**
 * Who the Core is and who calls it: keys, endpoints, tokens.
 *
 * <p>{@link io.exogenesis.omega.core.identity.Keys} holds the keys of {@code DATA/keys}; {@link
 * io.exogenesis.omega.core.identity.TokenVerifier} is the only place where a token is judged, whether it came in an HTTP header
 * or in a CONNECT frame; {@link io.exogenesis.omega.core.identity.ServerIdentity} knows the endpoints and the pin.
 */
@NullMarked
package io.exogenesis.omega.core.identity;

import org.jspecify.annotations.NullMarked;
