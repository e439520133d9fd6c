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
import java.time.Duration;
import java.time.Instant;

/** Who speaks in a session: CONNECT, the token of every later frame, and COMPLETE. */
@Singleton
public class Authentication {
    private static final int VERSION = 1;
    private static final int MAX_CLIENT_NAME = 64;
    /** The shortest wait that can be told: 0 would mean never. */
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final SessionTokens tokens;
    private final ViewerTokens viewerTokens;
    private final ContributionLedger ledger;
    private final FirstFlights flights;

    @Inject
    public Authentication(
            SessionTokens tokens, ViewerTokens viewerTokens, ContributionLedger ledger, FirstFlights flights) {
        this.tokens = tokens;
        this.viewerTokens = viewerTokens;
        this.ledger = ledger;
        this.flights = flights;
    }

    /**
     * Opens the session.
     *
     * @throws RefusedException {@code UNSUPPORTED} for another protocol, {@code MALFORMED} for a long client name, {@code
     *     UNAUTHENTICATED}, {@code RATE_LIMITED}, {@code UNAVAILABLE} for what may be a copy of early data
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
        if (session.early()
                && (connect.getNonce().size() != FirstFlights.NONCE_BYTES || flights.seen(connect.getNonce()))) {
            throw copied();
        }
        String token = connect.getToken().isEmpty() ? session.token().orElse("") : connect.getToken();
        Instant now = tokens.now();
        Principal principal = tokens.forRenewal(token);
        ViewerId viewer = principal.viewer();
        // After the signature, so that strangers fill no memory; before anything is counted against the viewer.
        if (session.early() && !flights.first(connect.getNonce())) {
            throw copied();
        }
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
        viewerTokens
                .news(connect)
                .ifPresent(pins -> auth.addAllPins(pins.pins())
                        .addAllRetiredPins(pins.retired())
                        .setPinsVersion(pins.version()));
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

    /** Whether the viewer was neither removed nor suspended: a look into a map. */
    boolean mayTakePart(ViewerId viewer) {
        return tokens.mayTakePart(viewer);
    }

    private static RefusedException copied() {
        return new RefusedException(
                Refusal.Code.UNAVAILABLE,
                "this may be a copy of early data: send it again when the handshake is done, with another nonce",
                AT_ONCE);
    }

    /**
     * Whose consents are to change: a suspended viewer too. Not in early data: an older consent that is sent again would take back a
     * newer one.
     *
     * @throws RefusedException {@code UNAUTHENTICATED}, {@code UNAVAILABLE} in early data
     */
    ViewerId owner(SyncSession session) {
        if (session.early()) {
            throw new RefusedException(
                    Refusal.Code.UNAVAILABLE, "consents are taken when the handshake is done", AT_ONCE);
        }
        return tokens.owner(session);
    }

    /** The viewer is done for now. */
    void complete(SyncSession session) {
        tokens.complete(session);
    }
}
