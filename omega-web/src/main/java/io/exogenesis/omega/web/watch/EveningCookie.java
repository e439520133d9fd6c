package io.exogenesis.omega.web.watch;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.NewCookie;
import java.util.Arrays;
import java.util.Objects;

/** The cookie that says which evening a browser is in. It lasts as long as the browser's session. */
final class EveningCookie {
    /** The port follows: cookies of two Cores on one host would overwrite each other. */
    static final String NAME = "omega-evening-";
    /** No other page of this Core is sent it. */
    private static final String PATH = "/api/watch";

    private EveningCookie() {}

    private static String name(HttpServletRequest request) {
        return NAME + request.getServerPort();
    }

    /** The value that a request brings along; empty if it has none. */
    static String secret(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String name = name(request);
        return cookies == null
                ? ""
                : Arrays.stream(cookies)
                        .filter(c -> c.getName().equals(name))
                        .map(Cookie::getValue)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
    }

    static NewCookie of(String secret, HttpServletRequest request) {
        return builder(request).value(secret).build();
    }

    /** Takes it away. */
    static NewCookie none(HttpServletRequest request) {
        return builder(request).value("").maxAge(0).build();
    }

    private static NewCookie.Builder builder(HttpServletRequest request) {
        return new NewCookie.Builder(name(request))
                .path(PATH)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite(NewCookie.SameSite.STRICT);
    }
}
