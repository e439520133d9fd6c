package io.exogenesis.omega.core.identity;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one verification of tokens, for REST and QUIC alike.
 *
 * <p>A signature is checked once a token: what was found valid is remembered by the token's hash, for as many tokens as there may be
 * viewers. Fewer would be worth nothing: viewers come in turn, and each would find its token forgotten. Time and revocation are checked on every call, so both take effect at once. Safe for concurrent use.
 */
@Singleton
public class TokenVerifier {
    /** Tokens of operators and programs, beside one of each viewer: some half a kilobyte each. */
    private static final int OTHERS = 1_024;

    private static final int MAX_TOKEN = 4096;

    /** Only a person ends a suspension; an hour later is soon enough to notice. */
    private static final Duration SUSPENDED_RETRY = Duration.ofHours(1);

    private final Keys keys;
    private final ViewerDirectory viewers;
    private final AccessTokens accessTokens;
    private final InstantSource clock;
    private final Duration renewalGrace;
    private final Map<String, Principal> verified;

    @Inject
    public TokenVerifier(
            CoreSettings settings, Keys keys, ViewerDirectory viewers, AccessTokens accessTokens, InstantSource clock) {
        this(settings, keys, viewers, accessTokens, clock, settings.registry().maxViewers() + OTHERS);
    }

    /** @param remembered tokens of which it is remembered that they are valid */
    TokenVerifier(
            CoreSettings settings,
            Keys keys,
            ViewerDirectory viewers,
            AccessTokens accessTokens,
            InstantSource clock,
            int remembered) {
        this.renewalGrace = settings.registry().renewalGrace();
        this.keys = keys;
        this.viewers = viewers;
        this.accessTokens = accessTokens;
        this.clock = clock;
        this.verified = Collections.synchronizedMap(new LinkedHashMap<>(256, .75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Principal> eldest) {
                return size() > remembered;
            }
        });
    }

    int remembered() {
        return verified.size();
    }

    /**
     * Who this token speaks for, now.
     *
     * @throws RefusedException {@code UNAUTHENTICATED} for a missing, foreign, damaged or expired token and for an access token
     *     that was revoked, {@code REVOKED} for a viewer that was removed, {@code SUSPENDED} for one that an operator has suspended
     */
    public Principal verify(String jwt) {
        Principal principal = verify(jwt, Duration.ZERO);
        if (principal.isViewer() && viewers.isSuspended(principal.viewer())) {
            throw new RefusedException(
                    Refusal.Code.SUSPENDED, "the operator has suspended this viewer", SUSPENDED_RETRY);
        }
        return principal;
    }

    /** As {@link #verify}, of a suspended viewer too: it may open a session and withdraw consent, and nothing else. */
    public Principal verifyForWithdrawal(String jwt) {
        return verify(jwt, Duration.ZERO);
    }

    /**
     * Whom a token may be renewed for: as {@link #verifyForWithdrawal}, but a viewer's token that expired within {@code
     * omega.registry.renewal-grace} will do. A device that was off for a month comes back by itself; nothing else is to be
     * granted on it.
     */
    public Principal verifyForRenewal(String jwt) {
        return verify(jwt, renewalGrace);
    }

    private Principal verify(String jwt, Duration grace) {
        if (jwt.isBlank()) {
            throw refused("a token is needed: register with an enrolment code first");
        }
        if (jwt.length() > MAX_TOKEN) {
            throw refused("the token is longer than " + MAX_TOKEN + " characters");
        }
        String hash = sha256(jwt);
        Principal principal = verified.get(hash);
        if (principal == null) {
            principal = read(jwt);
            verified.put(hash, principal);
        }
        boolean ours = principal.issuer() == Principal.Issuer.CORE;
        Instant until = principal.isViewer() && ours ? principal.expiresAt().plus(grace) : principal.expiresAt();
        if (!clock.instant().isBefore(until)) {
            verified.remove(hash);
            throw refused("the token expired at " + principal.expiresAt() + ": register again");
        }
        if (principal.isAdmin() && ours && !keys.tokens().isCurrentAdmin(principal)) {
            throw refused("this admin token is of an earlier start: the bootstrap file has the one that counts");
        }
        if (!principal.scopes().isEmpty() && !accessTokens.holds(principal.tokenId())) {
            throw refused("this access token was revoked, or is none of this Core's");
        }
        if (principal.isViewer() && !viewers.mayTakePart(principal.viewer())) {
            throw new RefusedException(Refusal.Code.REVOKED, "this viewer was removed from the Core");
        }
        return principal;
    }

    private Principal read(String jwt) {
        try {
            Principal principal = keys.read(jwt);
            if (principal.isViewer()) {
                principal.viewer();
            }
            return principal;
        } catch (Tokens.InvalidTokenException | IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static RefusedException refused(String line) {
        return new RefusedException(Refusal.Code.UNAUTHENTICATED, line);
    }

    /** Digest of the UTF-8 bytes. */
    public static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
