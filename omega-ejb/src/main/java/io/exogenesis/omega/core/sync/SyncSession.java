package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.core.metrics.Transport;
import io.opentelemetry.context.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One stream or one request: who speaks on it, once CONNECT has proved it. Its frames are answered one after the other, by
 * whichever thread.
 */
public final class SyncSession {
    private final String remote;
    private final Transport transport;
    private volatile @Nullable String token;
    private volatile @Nullable Principal principal;
    private volatile Context trace = Context.root();

    private SyncSession(String remote, Transport transport, @Nullable String token) {
        this.remote = remote;
        this.transport = transport;
        this.token = token;
    }

    /** A session that begins with CONNECT, of a caller on this machine. */
    public static SyncSession of(String remote) {
        return of(remote, Transport.HTTP);
    }

    /** A session that begins with CONNECT. */
    public static SyncSession of(String remote, Transport transport) {
        return new SyncSession(remote, transport, null);
    }

    /** The same whose token is known: CONNECT is not needed. */
    public static SyncSession withToken(String remote, String token) {
        return withToken(remote, Transport.HTTP, token);
    }

    /** A request whose token came in a header: CONNECT is not needed. */
    public static SyncSession withToken(String remote, Transport transport, String token) {
        return new SyncSession(remote, transport, token);
    }

    public String remote() {
        return remote;
    }

    /** What carries its frames. */
    public Transport transport() {
        return transport;
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
