package io.exogenesis.omega.web.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;

/** Cookies of this Core. Their names end with its port: those of two Cores on one host would overwrite each other. */
public final class Cookies {
    private Cookies() {}

    /** The name of a cookie of the Core that was asked. */
    public static String name(String prefix, HttpServletRequest request) {
        return prefix + request.getServerPort();
    }

    /** Its value; empty if the request has none. */
    public static Optional<String> value(String prefix, HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String name = name(prefix, request);
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(c -> c.getName().equals(name) && c.getValue() != null)
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
