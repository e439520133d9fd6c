package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.core.identity.TokenVerifier;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.registry.ViewerRegistry;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.AuthResponse;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/** Who speaks in a session: CONNECT, the token of every later frame, and COMPLETE. */
@Singleton
public class Authentication {
    private static final int VERSION = 1;
    private static final int MAX_CLIENT_NAME = 64;

    private final TokenVerifier verifier;
    private final ViewerRegistry registry;
    private final ViewerDirectory viewers;
    private final ContributionLedger ledger;
    private final InstantSource clock;

    @Inject
    public Authentication(
            TokenVerifier verifier,
            ViewerRegistry registry,
            ViewerDirectory viewers,
            ContributionLedger ledger,
            InstantSource clock) {
        this.verifier = verifier;
        this.registry = registry;
        this.viewers = viewers;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Opens the session.
     *
     * @throws RefusedException {@code UNSUPPORTED} for another protocol, {@code MALFORMED} for a long client name, {@code
     *     UNAUTHENTICATED}
     */
    AuthResponse connect(SyncSession session, Connect connect) {
        if (connect.getProtocol() != VERSION) {
            throw new RefusedException(
                    Refusal.Code.UNSUPPORTED,
                    "this Core speaks protocol " + VERSION + ", not " + connect.getProtocol());
        }
        if (connect.getClientBytes().size() > MAX_CLIENT_NAME) {
            throw new RefusedException(
                    Refusal.Code.MALFORMED, "the client's name has at most " + MAX_CLIENT_NAME + " bytes");
        }
        String token = connect.getToken().isEmpty() ? session.token().orElse("") : connect.getToken();
        Principal principal = verified(token, verifier::verifyForRenewal);
        Instant now = clock.instant();
        ViewerId viewer = principal.viewer();
        // Judged before it counts as a sign of life: a token in its grace is good for its successor and for nothing
        // else.
        String renewed = principal.isPastHalfLife(now) ? registry.token(viewer) : "";
        String inForce = principal.expiresAt().isAfter(now) ? token : renewed;
        session.authenticated(inForce, verified(inForce, verifier::verify));
        viewers.seen(viewer, now);
        AuthResponse.Builder auth = AuthResponse.newBuilder()
                .setViewerId(viewer.value())
                .setCommittedThroughSeq(ledger.committedThrough(viewer))
                .setServerTimeMs(now.toEpochMilli());
        if (!renewed.isEmpty()) {
            auth.setRenewedToken(renewed);
        }
        return auth.build();
    }

    /**
     * Who this is, judged anew for each frame: a revoked viewer is refused in the middle of a stream, too.
     *
     * @throws RefusedException {@code UNAUTHENTICATED}
     */
    ViewerId viewer(SyncSession session) {
        String token = session.token().orElse("");
        Principal principal = verified(token, verifier::verify);
        session.authenticated(token, principal);
        return principal.viewer();
    }

    /** The viewer is done for now. */
    void complete(SyncSession session) {
        viewers.seen(viewer(session), clock.instant());
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
