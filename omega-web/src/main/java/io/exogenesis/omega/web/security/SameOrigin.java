package io.exogenesis.omega.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a browser sent a request for a page of this Core, and not for one from elsewhere. */
final class SameOrigin {
    private SameOrigin() {}

    /**
     * What the browser says must be right, and it must say something: {@code Sec-Fetch-Site} or {@code Origin}. A site on another port
     * of the same host is another origin, though cookies make no difference between the two.
     */
    static boolean holds(HttpServletRequest request) {
        return holds(request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"), request.getHeader("Host"));
    }

    static boolean holds(@Nullable String site, @Nullable String origin, @Nullable String host) {
        if (site == null && origin == null) {
            return false;
        }
        return (site == null || site.equals("same-origin")) && (origin == null || isOf(origin, host));
    }

    private static boolean isOf(String origin, @Nullable String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null
                    && host != null
                    && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
