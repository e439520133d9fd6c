package io.exogenesis.omega.web.security;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.core.identity.TokenVerifier;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Operators who signed in with a browser. A session stands for the token it was opened with, which is judged anew at every request: a
 * token that ends ends its sessions. In memory only, at most {@value #MOST}: beyond, the one that was idle for longest is ended. Safe
 * for concurrent use.
 */
@ApplicationScoped
public class Sessions {
    /** More operators than a Core has. A session holds a token: about 2 KB. */
    static final int MOST = 64;
    /** Without a request. */
    public static final Duration IDLE = Duration.ofMinutes(30);
    /** A working day, however busy. */
    static final Duration LIFE = Duration.ofHours(8);

    /** 256 bits. */
    private static final int SECRET_BYTES = 32;

    private final Function<String, Principal> verifier;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    /** By the digest of the cookie's value: the value itself is kept nowhere. */
    private final Map<String, Session> sessions = new HashMap<>();

    /** For the container's proxies, which run no method of their own. */
    protected Sessions() {
        this(
                token -> {
                    throw new IllegalStateException("a proxy judges no token");
                },
                InstantSource.system());
    }

    @Inject
    public Sessions(TokenVerifier verifier, InstantSource clock) {
        this(verifier::verify, clock);
    }

    /** @param verifier whom a token speaks for now, or why it does not hold */
    Sessions(Function<String, Principal> verifier, InstantSource clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    /**
     * One session.
     *
     * @param csrf what a change has to bring along
     */
    private record Session(String token, String csrf, Instant until, Instant lastUsed) {
        boolean over(Instant now) {
            return !now.isBefore(until) || !now.isBefore(lastUsed.plus(IDLE));
        }
    }

    /**
     * What a browser gets.
     *
     * @param secret the cookie's value
     * @param csrf what its page has to send along with each change
     */
    public record Opened(String secret, String csrf, Instant until) {}

    /**
     * Who is signed in.
     *
     * @param until when the session ends, however busy
     */
    public record Operator(Principal principal, String csrf, Instant until) {}

    /**
     * Opens one.
     *
     * @throws RefusedException if the token does not hold
     * @throws ForbiddenCallException if it is not an operator's
     */
    public Opened open(String token) {
        Principal principal = verifier.apply(token);
        if (!principal.isAdmin()) {
            throw new ForbiddenCallException("this token cannot sign in: it speaks for " + principal.subject());
        }
        Instant now = clock.instant();
        Opened opened = new Opened(secret(), secret(), now.plus(LIFE));
        synchronized (sessions) {
            sessions.values().removeIf(s -> s.over(now));
            while (sessions.size() >= MOST) {
                sessions.entrySet().stream()
                        .min(Map.Entry.comparingByValue(Comparator.comparing(Session::lastUsed)))
                        .ifPresent(e -> sessions.remove(e.getKey()));
            }
            sessions.put(TokenVerifier.sha256(opened.secret()), new Session(token, opened.csrf(), opened.until(), now));
        }
        return opened;
    }

    /** Who has this cookie; empty for one that was never given, is over, or whose token does not hold any more. */
    public Optional<Operator> find(String secret) {
        String key = TokenVerifier.sha256(secret);
        Instant now = clock.instant();
        Session session;
        synchronized (sessions) {
            session = sessions.get(key);
            if (session == null) {
                return Optional.empty();
            }
            if (session.over(now)) {
                sessions.remove(key);
                return Optional.empty();
            }
            sessions.put(key, new Session(session.token, session.csrf, session.until, now));
        }
        try {
            return Optional.of(new Operator(verifier.apply(session.token), session.csrf, session.until))
                    .filter(o -> o.principal().isAdmin());
        } catch (RefusedException e) {
            end(secret);
            return Optional.empty();
        }
    }

    /** @throws RefusedException {@code UNAUTHENTICATED} where {@link #find} finds nobody */
    public Operator require(String secret) {
        return find(secret)
                .orElseThrow(
                        () -> new RefusedException(Refusal.Code.UNAUTHENTICATED, "the session is over: sign in again"));
    }

    /**
     * Who has this cookie and may change something with it.
     *
     * @param csrf what the page sent along
     * @throws RefusedException {@code UNAUTHENTICATED} if the session is over
     * @throws ForbiddenCallException if {@code csrf} is not that of the session
     */
    public Operator changing(String secret, String csrf) {
        Operator operator = require(secret);
        if (!MessageDigest.isEqual(
                csrf.getBytes(StandardCharsets.UTF_8), operator.csrf().getBytes(StandardCharsets.UTF_8))) {
            throw new ForbiddenCallException("a change needs the session's X-Omega-CSRF");
        }
        return operator;
    }

    /** Ends it; nothing happens if there is none. */
    public void end(String secret) {
        synchronized (sessions) {
            sessions.remove(TokenVerifier.sha256(secret));
        }
    }

    int count() {
        synchronized (sessions) {
            return sessions.size();
        }
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
