package io.exogenesis.omega.web.guard;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes all requests under way may hold together: their bodies, the objects made of them, and their answers. An
 * eighth of it is for callers whose token was not seen yet, so that strangers cannot keep viewers out.
 *
 * <p>One for all doors. Nobody waits here: what does not fit is refused, to be sent again.
 */
@Singleton
public class InboundBudget {
    /** What a caller may send before its token was found good: a CONNECT or an enrolment has less than 5 KiB. */
    public static final int MAX_OF_STRANGER = 64 << 10;

    /** One in so many bytes is for strangers. */
    public static final int SHARE_OF_STRANGERS = 8;

    private static final Duration LATER = Duration.ofSeconds(2);

    private final Pool strangers;
    private final Pool known;

    @Inject
    public InboundBudget(CoreSettings settings) {
        this(settings.door().http().bytesInFlight(Runtime.getRuntime().maxMemory()));
    }

    /** @param total bytes of both shares */
    InboundBudget(long total) {
        this.strangers = new Pool(total / SHARE_OF_STRANGERS);
        this.known = new Pool(total - total / SHARE_OF_STRANGERS);
    }

    /** For a caller whose token was not seen yet. */
    public Lease forStranger() {
        return new Lease(strangers);
    }

    /** For a caller whose token holds. */
    public Lease forKnown() {
        return new Lease(known);
    }

    /** Bytes held now, by all. */
    public long held() {
        return strangers.held.get() + known.held.get();
    }

    private static RefusedException full() {
        return new RefusedException(
                Refusal.Code.UNAVAILABLE, "the Core has too many requests under way: try again", LATER);
    }

    private static final class Pool {
        private final long limit;
        private final AtomicLong held = new AtomicLong();

        Pool(long limit) {
            this.limit = limit;
        }

        boolean take(long bytes) {
            if (held.addAndGet(bytes) <= limit) {
                return true;
            }
            held.addAndGet(-bytes);
            return false;
        }
    }

    /** What one request holds. Thread-safe; it ends once and for all when it is closed. */
    public final class Lease implements AutoCloseable {
        private Pool pool;
        private long bytes;
        private boolean closed;

        private Lease(Pool pool) {
            this.pool = pool;
        }

        /** Takes more, if it is there. */
        public synchronized boolean tryGrow(long more) {
            if (closed || !pool.take(more)) {
                return false;
            }
            bytes += more;
            return true;
        }

        /**
         * Takes more.
         *
         * @throws RefusedException {@code UNAVAILABLE} if it is not there now
         */
        public void grow(long more) {
            if (!tryGrow(more)) {
                throw full();
            }
        }

        /**
         * As {@link #recognised()}.
         *
         * @throws RefusedException {@code UNAVAILABLE} if there is no room now
         */
        void mustBeRecognised() {
            if (!recognised()) {
                throw full();
            }
        }

        /** The caller's token was found good: from now on the larger share bears this. False if that has no room now. */
        public synchronized boolean recognised() {
            if (pool == known) {
                return true;
            }
            if (closed || !known.take(bytes)) {
                return false;
            }
            pool.held.addAndGet(-bytes);
            pool = known;
            return true;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                pool.held.addAndGet(-bytes);
            }
        }
    }
}
