package io.exogenesis.omega.web.security;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.web.security.Sessions.Operator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who sends a request by the cookie of a session. A change needs besides what only a page of this Core can send: the session's {@value
 * #CSRF}, and the browser's word that the page is from here. A cookie alone proves only that the browser has one.
 */
@ApplicationScoped
public class SessionGate {
    /** Header that a change brings along. */
    public static final String CSRF = "X-Omega-CSRF";

    private static final String COOKIE = "omega-session-";

    /** They change nothing. */
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private Sessions sessions;

    /** For the container's proxies, which run no method of their own. */
    @SuppressWarnings("NullAway.Init")
    public SessionGate() {}

    @Inject
    public SessionGate(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Name of the cookie. */
    public static String cookie(HttpServletRequest request) {
        return Cookies.name(COOKIE, request);
    }

    /** The cookie's value; empty if the request has none. */
    public static Optional<String> secret(HttpServletRequest request) {
        return Cookies.value(COOKIE, request);
    }

    /**
     * Who sends a request.
     *
     * @return empty if it has no cookie
     * @throws RefusedException {@code UNAUTHENTICATED} if the session is over
     * @throws ForbiddenCallException for a change without what a change needs
     */
    public Optional<Operator> operator(HttpServletRequest request) {
        return secret(request)
                .map(s -> READS.contains(request.getMethod()) ? sessions.require(s) : changing(s, request));
    }

    private Operator changing(String secret, HttpServletRequest request) {
        fromHere(request);
        return sessions.changing(secret, Objects.requireNonNullElse(request.getHeader(CSRF), ""));
    }

    /** @throws ForbiddenCallException for a request that a page from elsewhere, or none, has caused */
    public static void fromHere(HttpServletRequest request) {
        if (!SameOrigin.holds(request)) {
            throw new ForbiddenCallException("only a page of this Core may do that: Origin or Sec-Fetch-Site says no");
        }
    }
}
