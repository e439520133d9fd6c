package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.ViewerId;
import java.net.URI;
import java.util.List;

/**
 * What the Core gives a new viewer.
 *
 * @param endpoints in order of preference
 * @param pin SHA-256 of the Core's public key, Base64
 * @param pins that key's and those of the keys that may follow it; never empty
 */
public record Registration(ViewerId viewerId, String token, List<URI> endpoints, String pin, List<String> pins) {
    public Registration {
        endpoints = List.copyOf(endpoints);
        pins = pins.isEmpty() ? List.of(pin) : List.copyOf(pins);
    }

    /** Of a Core that names no key to follow. */
    public Registration(ViewerId viewerId, String token, List<URI> endpoints, String pin) {
        this(viewerId, token, endpoints, pin, List.of(pin));
    }

    @Override
    public String toString() {
        return "Registration[" + viewerId + ", " + endpoints + "]"; // the token is a secret
    }
}
