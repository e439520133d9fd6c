/**
 * The key and certificate that HTTPS and QUIC share, and how they change while the Core runs.
 *
 * <p>Start at {@link io.exogenesis.omega.core.tls.TlsKeys}: it checks what an operator gives, keeps a next key whose pin viewers are told
 * beforehand, and tells the {@linkplain io.exogenesis.omega.core.tls.KeyDoor doors} when the key has changed. {@link
 * io.exogenesis.omega.core.tls.KeyFiles} reads PEM and PKCS12, {@link io.exogenesis.omega.core.tls.KeyMaterial} says whether a key will do.
 */
@NullMarked
package io.exogenesis.omega.core.tls;

import org.jspecify.annotations.NullMarked;
