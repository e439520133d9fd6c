package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.identity.Principal;
import io.opentelemetry.context.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One stream or one request: who speaks on it, once CONNECT has proved it. Its frames are answered one after the other, by
 * whichever thread.
 */
public final class SyncSession {
    private final String remote;
    private volatile @Nullable String token;
    private volatile @Nullable Principal principal;
    private volatile Context trace = Context.root();

    private SyncSession(String remote, @Nullable String token) {
        this.remote = remote;
        this.token = token;
    }

    /** A session that begins with CONNECT. */
    public static SyncSession of(String remote) {
        return new SyncSession(remote, null);
    }

    /** A request whose token came in a header: CONNECT is not needed. */
    public static SyncSession withToken(String remote, String token) {
        return new SyncSession(remote, token);
    }

    public String remote() {
        return remote;
    }

    /** Who it is, after it was verified. */
    public Optional<Principal> principal() {
        return Optional.ofNullable(principal);
    }

    Optional<String> token() {
        return Optional.ofNullable(token);
    }

    /** The host's span of which this session is a part; the root context if it named none. */
    Context trace() {
        return trace;
    }

    void traced(Context call) {
        trace = call;
    }

    void authenticated(String by, Principal as) {
        token = by;
        principal = as;
    }
}
