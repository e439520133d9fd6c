package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.web.security.Cookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.NewCookie;

/** The cookie that says which evening a browser is in. It lasts as long as the browser's session. */
final class EveningCookie {
    private static final String NAME = "omega-evening-";
    /** No other page of this Core is sent it. */
    private static final String PATH = "/api/watch";

    private EveningCookie() {}

    /** The value that a request brings along; empty if it has none. */
    static String secret(HttpServletRequest request) {
        return Cookies.value(NAME, request).orElse("");
    }

    static NewCookie of(String secret, HttpServletRequest request) {
        return builder(request).value(secret).build();
    }

    /** Takes it away. */
    static NewCookie none(HttpServletRequest request) {
        return builder(request).value("").maxAge(0).build();
    }

    private static NewCookie.Builder builder(HttpServletRequest request) {
        return new NewCookie.Builder(Cookies.name(NAME, request))
                .path(PATH)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite(NewCookie.SameSite.STRICT);
    }
}
