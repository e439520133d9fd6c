package io.exogenesis.omega.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The token of a request's Authorization header (RFC 6750 §2.1). */
public final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /** Empty without the header or with one of another scheme. */
    public static Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(h -> h.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(h -> h.substring(SCHEME.length()).strip());
    }
}
