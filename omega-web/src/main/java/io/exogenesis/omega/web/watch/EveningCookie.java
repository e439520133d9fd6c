package io.exogenesis.omega.web.watch;

import jakarta.ws.rs.core.NewCookie;

/** The cookie that says which evening a browser is in. It lasts as long as the browser's session. */
final class EveningCookie {
    static final String NAME = "omega-evening";
    /** No other page of this Core is sent it. */
    private static final String PATH = "/api/watch";

    private EveningCookie() {}

    static NewCookie of(String secret) {
        return builder().value(secret).build();
    }

    /** Takes it away. */
    static NewCookie none() {
        return builder().value("").maxAge(0).build();
    }

    private static NewCookie.Builder builder() {
        return new NewCookie.Builder(NAME).path(PATH).httpOnly(true).sameSite(NewCookie.SameSite.STRICT);
    }
}
