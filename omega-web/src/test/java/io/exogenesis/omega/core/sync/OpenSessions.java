package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.identity.Principal;
import java.time.Instant;
import java.util.Set;

/** Sessions whose CONNECT a test has accepted. */
public final class OpenSessions {
    private OpenSessions() {}

    /** From now on it is a viewer's. */
    public static void open(SyncSession session) {
        session.authenticated(
                "token",
                new Principal(
                        "viewer", Set.of(Principal.VIEWER), Instant.EPOCH, Instant.MAX, "id", Principal.Issuer.CORE));
    }
}
