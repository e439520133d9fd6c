package io.exogenesis.omega.core.tls;

import io.exogenesis.omega.core.identity.CorePins;
import java.time.Instant;
import java.util.Optional;

/**
 * The certificate in force and what comes after it.
 *
 * @param source {@code own} if the Core makes its keys, {@code given} if the operator brings them
 * @param subject of the certificate in force
 * @param pins what viewers are told
 * @param nextSince since when the Core's own next key is known to viewers
 * @param rotateFrom from when on it may be taken without force
 * @param failure why what was given last is not in force, or what else does not work; empty: nothing
 */
public record TlsStatus(
        String source,
        String subject,
        Instant notBefore,
        Instant notAfter,
        CorePins pins,
        Optional<Instant> nextSince,
        Optional<Instant> rotateFrom,
        String failure) {}
