package io.exogenesis.omega.core.identity;

import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.Set;

/**
 * Who a verified token speaks for.
 *
 * @param subject viewer id, {@code admin}, or {@code token:} and the id of an access token
 * @param groups {@code viewer}, {@code admin}, or the {@link Scope scopes} of an access token
 * @param tokenId of the token that said so; empty where a provider gives none
 * @param issuer who signed it
 */
public record Principal(
        String subject, Set<String> groups, Instant issuedAt, Instant expiresAt, String tokenId, Issuer issuer) {
    public static final String VIEWER = "viewer";
    public static final String ADMIN = "admin";

    /** Who signs tokens. */
    public enum Issuer {
        /** This Core. */
        CORE,
        /** The operator's identity provider. */
        PROVIDER
    }

    public Principal {
        groups = Set.copyOf(groups);
    }

    public boolean isViewer() {
        return groups.contains(VIEWER);
    }

    public boolean isAdmin() {
        return groups.contains(ADMIN);
    }

    /** Of an access token; empty for all others. */
    public Set<Scope> scopes() {
        return isViewer() || isAdmin() ? Set.of() : Scope.among(groups);
    }

    /** Only for a viewer. */
    public ViewerId viewer() {
        if (!isViewer()) {
            throw new IllegalStateException(subject + " is no viewer");
        }
        return new ViewerId(subject);
    }

    /** Of this Core, which renews it, and past the middle of its life. */
    public boolean isPastHalfLife(Instant now) {
        return issuer == Issuer.CORE
                && now.isAfter(issuedAt.plus(
                        java.time.Duration.between(issuedAt, expiresAt).dividedBy(2)));
    }
}
