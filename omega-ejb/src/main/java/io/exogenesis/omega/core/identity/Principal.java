package io.exogenesis.omega.core.identity;

import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.Set;

/**
 * Who a verified token speaks for.
 *
 * @param subject viewer id, or {@code admin}
 * @param groups {@code viewer} or {@code admin}
 * @param tokenId of the token that said so
 */
public record Principal(String subject, Set<String> groups, Instant issuedAt, Instant expiresAt, String tokenId) {
    public static final String VIEWER = "viewer";
    public static final String ADMIN = "admin";

    public Principal {
        groups = Set.copyOf(groups);
    }

    public boolean isViewer() {
        return groups.contains(VIEWER);
    }

    public boolean isAdmin() {
        return groups.contains(ADMIN);
    }

    /** Only for a viewer. */
    public ViewerId viewer() {
        if (!isViewer()) {
            throw new IllegalStateException(subject + " is no viewer");
        }
        return new ViewerId(subject);
    }

    /** Past the middle of its life. */
    public boolean isPastHalfLife(Instant now) {
        return now.isAfter(
                issuedAt.plus(java.time.Duration.between(issuedAt, expiresAt).dividedBy(2)));
    }
}
