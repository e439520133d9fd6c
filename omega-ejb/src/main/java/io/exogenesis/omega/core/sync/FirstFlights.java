package io.exogenesis.omega.core.sync;

import com.google.protobuf.ByteString;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/**
 * The CONNECTs that came as early data, each once. Whoever sees a client's first flight can send it again (RFC 9001 §9.2, RFC 8446
 * §8.2); TLS takes such a copy for as long as the ticket's age fits, 60 s either way. So long and longer its nonce is known here.
 */
@Singleton
public class FirstFlights {
    /** Of a nonce, in bytes: no two are alike by chance. */
    static final int NONCE_BYTES = 16;

    /** Twice the 60 s within which TLS takes a ticket's age, and a minute more. */
    static final Duration WINDOW = Duration.ofMinutes(3);

    /** Nonces of one window, some 10 MB. Beyond, early data is refused and clients wait for the handshake. */
    static final int MOST = 1 << 17;

    private final InstantSource clock;
    private Set<ByteString> now = new HashSet<>();
    private Set<ByteString> before = Set.of();
    private Instant turn;

    @Inject
    public FirstFlights(InstantSource clock) {
        this.clock = clock;
        this.turn = clock.instant().plus(WINDOW);
    }

    /** Whether this nonce is the first of its kind and there was room to remember it. */
    synchronized boolean first(ByteString nonce) {
        forget();
        return !before.contains(nonce) && now.size() < MOST && now.add(nonce);
    }

    /** Whether it was seen. */
    synchronized boolean seen(ByteString nonce) {
        return now.contains(nonce) || before.contains(nonce);
    }

    /** What is older than a window is forgotten within two. */
    private void forget() {
        Instant at = clock.instant();
        if (at.isBefore(turn)) {
            return;
        }
        boolean idle = at.isAfter(turn.plus(WINDOW));
        before = idle ? Set.of() : now;
        now = new HashSet<>();
        turn = at.plus(WINDOW);
    }
}
