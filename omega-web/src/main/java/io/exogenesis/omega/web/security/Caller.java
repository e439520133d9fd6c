package io.exogenesis.omega.web.security;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who sent the request under way, as {@link AccessFilter} found out. */
@RequestScoped
public class Caller {
    private @Nullable Principal principal;

    void is(Principal verified) {
        principal = verified;
    }

    /** Empty for a caller without a token. */
    public Optional<Principal> principal() {
        return Optional.ofNullable(principal);
    }

    /** The calling viewer, if it is one. */
    public Optional<ViewerId> viewer() {
        return principal().filter(Principal::isViewer).map(Principal::viewer);
    }

    /**
     * A viewer's affairs are its own and the operator's.
     *
     * @throws ForbiddenCallException for another viewer
     */
    public void mustBe(ViewerId owner) {
        Principal caller =
                principal().orElseThrow(() -> new RefusedException(Refusal.Code.UNAUTHENTICATED, "a token is needed"));
        if (!caller.isAdmin() && !(caller.isViewer() && caller.viewer().equals(owner))) {
            throw new ForbiddenCallException("this token is not of viewer " + owner);
        }
    }
}
