package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.registry.ViewerTokens;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.AuthResponse;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Who speaks in a session: CONNECT, the token of every later frame, and COMPLETE. */
@Singleton
public class Authentication {
    private static final int VERSION = 1;
    private static final int MAX_CLIENT_NAME = 64;

    private final SessionTokens tokens;
    private final ViewerTokens viewerTokens;
    private final ContributionLedger ledger;

    @Inject
    public Authentication(SessionTokens tokens, ViewerTokens viewerTokens, ContributionLedger ledger) {
        this.tokens = tokens;
        this.viewerTokens = viewerTokens;
        this.ledger = ledger;
    }

    /**
     * Opens the session.
     *
     * @throws RefusedException {@code UNSUPPORTED} for another protocol, {@code MALFORMED} for a long client name, {@code
     *     UNAUTHENTICATED}, {@code RATE_LIMITED}
     */
    AuthResponse connect(SyncSession session, Connect connect) {
        if (connect.getProtocol() != VERSION) {
            throw new RefusedException(
                    Refusal.Code.UNSUPPORTED,
                    "this Core speaks protocol " + VERSION + ", not "
                            + Integer.toUnsignedString(connect.getProtocol()));
        }
        if (connect.getClientBytes().size() > MAX_CLIENT_NAME) {
            throw new RefusedException(
                    Refusal.Code.MALFORMED, "the client's name has at most " + MAX_CLIENT_NAME + " bytes");
        }
        String token = connect.getToken().isEmpty() ? session.token().orElse("") : connect.getToken();
        Instant now = tokens.now();
        Principal principal = tokens.forRenewal(token);
        ViewerId viewer = principal.viewer();
        // Judged before it counts as a sign of life: a token in its grace is good for its successor and for nothing
        // else.
        String renewed = principal.isPastHalfLife(now) ? viewerTokens.fresh(viewer) : "";
        String inForce = principal.expiresAt().isAfter(now) ? token : renewed;
        tokens.open(session, inForce);
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
     * Who this is.
     *
     * @throws RefusedException {@code UNAUTHENTICATED}, {@code SUSPENDED}
     */
    ViewerId viewer(SyncSession session) {
        return tokens.viewer(session);
    }

    /**
     * Whose consents are to change: a suspended viewer too.
     *
     * @throws RefusedException {@code UNAUTHENTICATED}
     */
    ViewerId owner(SyncSession session) {
        return tokens.owner(session);
    }

    /** The viewer is done for now. */
    void complete(SyncSession session) {
        tokens.complete(session);
    }
}
