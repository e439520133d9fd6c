package io.exogenesis.omega.web.mcp;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.core.identity.TokenVerifier;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.web.guard.Addresses;
import io.exogenesis.omega.web.guard.Bearer;
import io.exogenesis.omega.web.problem.Problem;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Who may call: a program with an access token. A viewer's token and the admin's are refused: the one may do nothing here, and
 * the other may do everything elsewhere, which is no secret for a program that reads foreign text.
 */
@Singleton
class McpAccess {
    private static final String CHALLENGE = "Bearer realm=\"omega\"";

    private final TokenVerifier verifier;
    private final RateLimits limits;

    @Inject
    McpAccess(TokenVerifier verifier, RateLimits limits) {
        this.verifier = verifier;
        this.limits = limits;
    }

    /** Who calls. Empty if it is nobody who may; then the request is answered. */
    Optional<ToolCaller> caller(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> token = Bearer.of(request);
        if (token.isEmpty()) {
            unauthenticated(response, CHALLENGE, "an access token is needed: Authorization: Bearer <token>");
            return Optional.empty();
        }
        try {
            Principal principal = verifier.verify(token.get());
            if (!principal.scopes().isEmpty()) {
                return Optional.of(ToolCaller.of(principal));
            }
            refused(
                    response,
                    "insufficient_scope",
                    String.join(" ", Scope.texts()),
                    "this token is none for MCP: an operator mints one with POST /api/admin/tokens");
        } catch (RefusedException e) {
            limits.address(Addresses.of(request.getRemoteAddr()), RateLimits.Kind.STRANGER);
            if (e.code() == Refusal.Code.UNAUTHENTICATED) {
                unauthenticated(response, CHALLENGE + ", error=\"invalid_token\"", e.line());
            } else {
                Problem.refused(e.code(), e.line(), e.retryAfter()).end(response);
            }
        }
        return Optional.empty();
    }

    /** Whether the caller may; if not, the challenge says what its token lacks (RFC 6750 §3.1). */
    static boolean allows(ToolCaller caller, Optional<Scope> needed, HttpServletResponse response) {
        if (needed.isEmpty() || caller.scopes().contains(needed.get())) {
            return true;
        }
        challenge(response, "insufficient_scope", needed.get().text());
        return false;
    }

    private static void unauthenticated(HttpServletResponse response, String challenge, String line)
            throws IOException {
        response.setHeader("WWW-Authenticate", challenge);
        new Problem(401, "UNAUTHENTICATED", line).end(response);
    }

    private static void refused(HttpServletResponse response, String error, String scope, String line)
            throws IOException {
        challenge(response, error, scope);
        new Problem(403, "FORBIDDEN", line).end(response);
    }

    private static void challenge(HttpServletResponse response, String error, String scope) {
        response.setHeader("WWW-Authenticate", CHALLENGE + ", error=\"" + error + "\", scope=\"" + scope + "\"");
    }
}
