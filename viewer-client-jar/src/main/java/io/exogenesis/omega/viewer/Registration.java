package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.ViewerId;
import java.net.URI;
import java.util.List;

/**
 * What the Core gives a new viewer.
 *
 * @param endpoints in order of preference
 * @param pin SHA-256 of the Core's public key, Base64
 */
public record Registration(ViewerId viewerId, String token, List<URI> endpoints, String pin) {
    public Registration {
        endpoints = List.copyOf(endpoints);
    }

    @Override
    public String toString() {
        return "Registration[" + viewerId + ", " + endpoints + "]"; // the token is a secret
    }
}
