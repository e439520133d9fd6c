package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.core.identity.TokenVerifier;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/** Whose token a session has, judged anew for each frame: a revoked viewer is refused in the middle of a stream, too. */
@Singleton
public class SessionTokens {
    private final TokenVerifier verifier;
    private final ViewerDirectory viewers;
    private final RateLimits limits;
    private final InstantSource clock;

    @Inject
    public SessionTokens(TokenVerifier verifier, ViewerDirectory viewers, RateLimits limits, InstantSource clock) {
        this.verifier = verifier;
        this.viewers = viewers;
        this.limits = limits;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Whose token this is, also in its grace, when it is good for its successor only.
     *
     * @throws RefusedException {@code UNAUTHENTICATED}, {@code RATE_LIMITED}
     */
    Principal forRenewal(String token) {
        Principal principal = verified(token, verifier::verifyForRenewal);
        limits.connect(principal.viewer());
        return principal;
    }

    /**
     * From now on the session has this token; the viewer was seen.
     *
     * @throws RefusedException {@code UNAUTHENTICATED}
     */
    void open(SyncSession session, String token) {
        Principal principal = verified(token, verifier::verifyForWithdrawal);
        session.authenticated(token, principal);
        viewers.connected(principal.viewer(), clock.instant(), session.transport());
    }

    /** @throws RefusedException {@code UNAUTHENTICATED}, {@code SUSPENDED} */
    ViewerId viewer(SyncSession session) {
        return viewer(session, verifier::verify);
    }

    /**
     * The viewer whose consents are to change, suspended or not.
     *
     * @throws RefusedException {@code UNAUTHENTICATED}
     */
    ViewerId owner(SyncSession session) {
        return viewer(session, verifier::verifyForWithdrawal);
    }

    private ViewerId viewer(SyncSession session, Function<String, Principal> verifier) {
        String token = session.token().orElse("");
        Principal principal = verified(token, verifier);
        boolean first = session.principal().isEmpty();
        session.authenticated(token, principal);
        if (first) {
            viewers.came(principal.viewer(), session.transport());
        }
        return principal.viewer();
    }

    /** @throws RefusedException {@code UNAUTHENTICATED}, {@code RATE_LIMITED} */
    void complete(SyncSession session) {
        ViewerId viewer = viewer(session);
        limits.complete(viewer);
        viewers.seen(viewer, clock.instant());
    }

    boolean mayTakePart(ViewerId viewer) {
        return viewers.mayTakePart(viewer) && !viewers.isSuspended(viewer);
    }

    private static Principal verified(String token, Function<String, Principal> verifier) {
        if (token.isEmpty()) {
            throw new RefusedException(Refusal.Code.UNAUTHENTICATED, "CONNECT with a token comes first");
        }
        Principal principal = verifier.apply(token);
        if (!principal.isViewer()) {
            throw new RefusedException(Refusal.Code.UNAUTHENTICATED, "only a viewer's token can sync");
        }
        return principal;
    }
}
