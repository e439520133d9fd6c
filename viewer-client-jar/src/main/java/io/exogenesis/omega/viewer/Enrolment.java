package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Registers a new viewer with a Core, once, with a single-use code: {@code POST /api/omega/viewers}. */
public final class Enrolment {
    private Enrolment() {}

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
    }

    /**
     * @param core {@code https://host:port}, or {@code http://host:port} on loopback
     * @param pin of the Core, from the enrolment bundle; needed for https
     * @param code single-use
     * @throws ViewerException with the Core's own line if it refuses
     */
    public static Registration enrol(
            URI core, Optional<String> pin, String code, Optional<String> displayName, Consents consents) {
        throw new UnsupportedOperationException("follows");
    }
}
