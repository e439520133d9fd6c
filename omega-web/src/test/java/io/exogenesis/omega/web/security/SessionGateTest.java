package io.exogenesis.omega.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.identity.Principal;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionGateTest {
    private static final int PORT = 9080;
    private static final Map<String, String> FROM_HERE = Map.of("Sec-Fetch-Site", "same-origin");

    private final Sessions sessions = new Sessions(
            token -> new Principal(
                    "admin", Set.of(Principal.ADMIN), Instant.EPOCH, Instant.MAX, "id", Principal.Issuer.CORE),
            () -> Instant.EPOCH);
    private final SessionGate gate = new SessionGate(sessions);
    private final Sessions.Opened opened = sessions.open("token");

    private HttpServletRequest request(String method, Map<String, String> headers, Cookie... cookies) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, asked, values) -> switch (asked.getName()) {
                    case "getMethod" -> method;
                    case "getHeader" -> headers.get((String) values[0]);
                    case "getCookies" -> cookies.length == 0 ? null : cookies;
                    case "getServerPort" -> PORT;
                    default -> throw new UnsupportedOperationException(asked.getName());
                });
    }

    private Cookie cookie() {
        return new Cookie("omega-session-" + PORT, opened.secret());
    }

    @Test
    void operator_withoutACookie_isNobody() {
        assertThat(gate.operator(request("POST", Map.of()))).isEmpty();
        assertThat(gate.operator(request("GET", Map.of(), new Cookie("omega-session-1", opened.secret()))))
                .as("of a Core on another port")
                .isEmpty();
    }

    @Test
    void operator_reading_needsTheCookieAlone() {
        assertThat(gate.operator(request("GET", Map.of(), cookie()))).isPresent();
    }

    @Test
    void operator_changing_needsCsrfAndAPageFromHere() {
        Map<String, String> both = Map.of("Sec-Fetch-Site", "same-origin", SessionGate.CSRF, opened.csrf());
        assertThat(gate.operator(request("POST", both, cookie()))).isPresent();

        for (Map<String, String> headers : java.util.List.of(
                Map.<String, String>of(),
                FROM_HERE,
                Map.of(SessionGate.CSRF, opened.csrf()),
                Map.of("Sec-Fetch-Site", "same-site", SessionGate.CSRF, opened.csrf()),
                Map.of("Sec-Fetch-Site", "none", SessionGate.CSRF, opened.csrf()))) {
            assertThatThrownBy(() -> gate.operator(request("DELETE", headers, cookie())))
                    .as("%s", headers.keySet())
                    .isInstanceOf(ForbiddenCallException.class);
        }
    }

    @Test
    void operator_unknownCookie_isUnauthenticated() {
        Cookie lost = new Cookie("omega-session-" + PORT, "lost");

        assertThatThrownBy(() -> gate.operator(request("GET", Map.of(), lost))).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> gate.operator(request("POST", FROM_HERE, lost)))
                .isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, , localhost:9080, true",
        "same-origin, http://localhost:9080, localhost:9080, true",
        ", http://localhost:9080, localhost:9080, true",
        ", HTTP://LOCALHOST:9080, localhost:9080, true",
        ", , localhost:9080, false",
        "cross-site, http://localhost:9080, localhost:9080, false",
        "same-site, , localhost:9080, false",
        "none, , localhost:9080, false",
        "same-origin, http://localhost:3000, localhost:9080, false",
        ", http://evil.example, localhost:9080, false",
        ", null, localhost:9080, false",
        ", 'http://[', localhost:9080, false",
        ", http://localhost:9080, , false"
    })
    void sameOrigin_ofWhatABrowserSays_holdsForAPageOfThisCoreOnly(
            String site, String origin, String host, boolean holds) {
        assertThat(SameOrigin.holds(site, origin, host)).isEqualTo(holds);
    }
}
