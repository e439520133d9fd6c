package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.model.ViewerId;
import java.util.List;

/**
 * What a device gets for its code.
 *
 * @param token JWT, to be kept secret
 * @param endpoints {@code quic://host:port} first, then {@code https://host:port}
 * @param pin SHA-256 of the server certificate's SubjectPublicKeyInfo, base64; empty if the Core has no key store
 * @param pins that one and those of the keys that may follow
 */
public record Registration(ViewerId viewerId, String token, List<String> endpoints, String pin, List<String> pins) {
    public Registration {
        endpoints = List.copyOf(endpoints);
        pins = List.copyOf(pins);
    }
}
