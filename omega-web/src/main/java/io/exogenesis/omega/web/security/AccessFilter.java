package io.exogenesis.omega.web.security;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.core.identity.TokenVerifier;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.web.guard.Addresses;
import io.exogenesis.omega.web.guard.Bearer;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a request through to a resource method whose {@link Access} it satisfies.
 *
 * <p>The token is judged by {@link TokenVerifier}, the same that judges it on QUIC, so that expiry and revocation mean the
 * same everywhere and at the same moment (docs/decisions/0006). An operator who signed in with a browser is known by the cookie of
 * the session (docs/decisions/0056), where the operator's token would do; a token in the header goes before it.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {
    @Context
    ResourceInfo resource;

    @Context
    HttpServletRequest servlet;

    @Inject
    TokenVerifier verifier;

    @Inject
    EnrolmentCodes codes;

    @Inject
    SessionGate sessions;

    @Inject
    Caller caller;

    @Inject
    RateLimits limits;

    @SuppressWarnings("NullAway.Init") // filled by the container
    public AccessFilter() {}

    @Override
    public void filter(ContainerRequestContext request) {
        Set<Who> allowed = allowed();
        if (allowed.contains(Who.ANYBODY) || (allowed.contains(Who.THIS_MACHINE) && Loopback.isLocal(servlet))) {
            return;
        }
        Optional<String> bearer = Bearer.of(servlet);
        if (bearer.isEmpty() && signedIn(allowed)) {
            return;
        }
        String token = bearer.orElseThrow(() ->
                new RefusedException(Refusal.Code.UNAUTHENTICATED, "a token is needed: Authorization: Bearer <token>"));
        if (allowed.contains(Who.ENROLMENT_KEY) && codes.isEnrolmentKey(token)) {
            return;
        }
        Principal principal = verified(token);
        caller.is(principal);
        if (principal.isViewer() && request.getMethod().equals(HttpMethod.GET)) {
            limits.read(principal.viewer());
        }
        boolean enough = (allowed.contains(Who.VIEWER) && principal.isViewer())
                || ((allowed.contains(Who.ADMIN) || allowed.contains(Who.THIS_MACHINE)) && principal.isAdmin());
        if (!enough) {
            throw new ForbiddenCallException("this token may not do that: it speaks for " + principal.subject());
        }
    }

    /** Only where the operator alone, or this machine, may call. */
    private boolean signedIn(Set<Who> allowed) {
        if (allowed.contains(Who.VIEWER) || !(allowed.contains(Who.ADMIN) || allowed.contains(Who.THIS_MACHINE))) {
            return false;
        }
        try {
            Optional<Principal> operator = sessions.operator(servlet).map(Sessions.Operator::principal);
            operator.ifPresent(caller::is);
            return operator.isPresent();
        } catch (RefusedException e) {
            limits.address(Addresses.of(servlet.getRemoteAddr()), RateLimits.Kind.STRANGER);
            throw e;
        }
    }

    /** What is no good costs its address more than what is. */
    private Principal verified(String token) {
        try {
            return verifier.verify(token);
        } catch (RefusedException e) {
            limits.address(Addresses.of(servlet.getRemoteAddr()), RateLimits.Kind.STRANGER);
            throw e;
        }
    }

    private Set<Who> allowed() {
        Access access = resource.getResourceMethod().getAnnotation(Access.class);
        if (access == null) {
            access = resource.getResourceClass().getAnnotation(Access.class);
        }
        return access == null || access.value().length == 0
                ? EnumSet.noneOf(Who.class)
                : EnumSet.copyOf(Set.of(access.value()));
    }
}
