package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.RefusedException;
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
    private final boolean early;
    private volatile @Nullable String token;
    private volatile @Nullable Principal principal;
    private volatile @Nullable RefusedException turnedAway;
    private volatile Context trace = Context.root();

    private SyncSession(String remote, Transport transport, boolean early, @Nullable String token) {
        this.remote = remote;
        this.transport = transport;
        this.early = early;
        this.token = token;
    }

    /** A session that begins with CONNECT, of a caller on this machine. */
    public static SyncSession of(String remote) {
        return of(remote, Transport.HTTP);
    }

    /** A session that begins with CONNECT. */
    public static SyncSession of(String remote, Transport transport) {
        return new SyncSession(remote, transport, false, null);
    }

    /** A session whose frames come before the handshake is done, so that they may be a copy; it begins with CONNECT. */
    public static SyncSession ofEarlyData(String remote) {
        return new SyncSession(remote, Transport.QUIC, true, null);
    }

    /** The same whose token is known: CONNECT is not needed. */
    public static SyncSession withToken(String remote, String token) {
        return withToken(remote, Transport.HTTP, token);
    }

    /** A request whose token came in a header: CONNECT is not needed. */
    public static SyncSession withToken(String remote, Transport transport, String token) {
        return new SyncSession(remote, transport, false, token);
    }

    public String remote() {
        return remote;
    }

    /** What carries its frames. */
    public Transport transport() {
        return transport;
    }

    /** Whether its frames may be a copy of what somebody else has sent. */
    boolean early() {
        return early;
    }

    /** Who it is, after it was verified. */
    public Optional<Principal> principal() {
        return Optional.ofNullable(principal);
    }

    /** Whether its last CONNECT found the Core at its limit, so that nobody looked who it is. */
    public boolean isTurnedAway() {
        return turnedAway != null;
    }

    /** What its CONNECT was told then. */
    Optional<RefusedException> turnedAway() {
        return Optional.ofNullable(turnedAway);
    }

    /** @param told null: a CONNECT came that may be let in, and who it is counts again */
    void turnedAway(@Nullable RefusedException told) {
        turnedAway = told;
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
