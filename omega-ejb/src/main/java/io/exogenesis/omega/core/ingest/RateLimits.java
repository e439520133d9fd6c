package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.DoorSettings;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * How often a caller may do what: by viewer, and before anybody knows which viewer it is, by address. What is refused costs
 * nothing, so a caller that waits as told gets through. All of it is bounded: {@value #ADDRESSES} addresses and as many viewers
 * as may register.
 */
@Singleton
public class RateLimits {
    /** Kinds of requests of an address. */
    public enum Kind {
        /** Any request, or a frame before CONNECT was accepted. */
        REQUEST,
        /** One without a token that holds: it costs the check of a signature or a look for a code. */
        STRANGER
    }

    /** About 10 MB. */
    static final int ADDRESSES = 65_536;

    /** Titles and item model have so many pages. */
    private static final int DOWNLOADS_PER_REQUEST = 10;
    /** A sentence to be embedded costs about 5 ms of CPU, a page of the bank half a millisecond. */
    private static final int READS_PER_SEARCH = 10;
    /** Agents and tools of this machine share one address; the operator can stop them in other ways. */
    private static final int LOOPBACK_FACTOR = 100;

    private final Operation[] operations;
    private final RateTable<ViewerId> viewers;
    private final RateTable<Network> addresses;
    private final RateTable<Network> loopback;
    private final StrangerGate strangers = new StrangerGate();
    private final InstantSource clock;

    /** A kind of operation of a viewer; its ordinal is its bucket. */
    private enum Of {
        REQUEST,
        DOWNLOAD,
        BYTES,
        READ,
        CONNECT,
        COMPLETE,
        CONSENT
    }

    private record Operation(Rate rate, String limit) {
        static Operation of(long perMinute, String plural) {
            return new Operation(new Rate(perMinute), perMinute + " " + plural + " a minute");
        }

        /** What is promised to the network is kept in any minute. */
        static Operation bytes(long most) {
            return new Operation(Rate.ofAnyMinute(most), most + " bytes in any minute");
        }
    }

    @Inject
    public RateLimits(CoreSettings settings, InstantSource clock) {
        this.clock = clock;
        var ingest = settings.ingest();
        var door = settings.door().rates();
        this.operations = new Operation[] {
            Operation.of(ingest.requestsPerMinute(), "requests"),
            Operation.of((long) ingest.requestsPerMinute() * DOWNLOADS_PER_REQUEST, "downloads"),
            Operation.bytes(ingest.bytesPerMinute()),
            Operation.of(door.reads(), "reads"),
            Operation.of(door.connects(), "connects"),
            Operation.of(door.connects(), "completed syncs"),
            Operation.of(door.consents(), "consent changes")
        };
        this.viewers = new RateTable<>(
                2 * settings.registry().maxViewers(),
                Arrays.stream(operations).map(Operation::rate).toArray(Rate[]::new));
        this.addresses = addresses(ADDRESSES, door, 1);
        this.loopback = addresses(1, door, LOOPBACK_FACTOR);
    }

    private static RateTable<Network> addresses(int capacity, DoorSettings.Rates door, int factor) {
        return new RateTable<>(
                capacity, scaled(door.addressRequests(), factor), scaled(door.addressStrangers(), factor));
    }

    private static Rate scaled(long perMinute, int factor) {
        return new Rate(Math.min(Rate.MAX_PER_MINUTE, perMinute * factor));
    }

    /** @throws RefusedException {@code RATE_LIMITED} with the time after which it would pass */
    public void request(ViewerId viewer) {
        take(viewer, Of.REQUEST, 1);
    }

    /** @throws RefusedException {@code RATE_LIMITED} */
    public void download(ViewerId viewer) {
        take(viewer, Of.DOWNLOAD, 1);
    }

    /** @throws RefusedException {@code TOO_LARGE} for more than ever pass, {@code RATE_LIMITED} */
    public void bytes(ViewerId viewer, long bytes) {
        long limit = operations[Of.BYTES.ordinal()].rate().perMinute();
        if (bytes > limit) {
            throw new RefusedException(Refusal.Code.TOO_LARGE, "a push has at most " + limit + " bytes here");
        }
        take(viewer, Of.BYTES, Math.max(1, bytes));
    }

    /** @throws RefusedException {@code RATE_LIMITED} */
    public void read(ViewerId viewer) {
        take(viewer, Of.READ, 1);
    }

    /**
     * A search by meaning, beside the {@link #read} that it is.
     *
     * @throws RefusedException {@code RATE_LIMITED}
     */
    public void search(ViewerId viewer) {
        take(viewer, Of.READ, READS_PER_SEARCH - 1);
    }

    /** @throws RefusedException {@code RATE_LIMITED} */
    public void connect(ViewerId viewer) {
        take(viewer, Of.CONNECT, 1);
    }

    /** @throws RefusedException {@code RATE_LIMITED} */
    public void complete(ViewerId viewer) {
        take(viewer, Of.COMPLETE, 1);
    }

    /** @throws RefusedException {@code RATE_LIMITED} */
    public void consent(ViewerId viewer) {
        take(viewer, Of.CONSENT, 1);
    }

    /**
     * One request of this address. An IPv6 address counts as its /64, which is what one customer is given. Loopback has a
     * hundred times as many.
     *
     * @throws RefusedException {@code RATE_LIMITED}
     */
    public void address(InetAddress address, Kind kind) {
        RateTable<Network> table = address.isLoopbackAddress() ? loopback : addresses;
        long wait = table.take(Network.of(address), kind.ordinal(), 1, now());
        if (wait > 0) {
            throw refused("too many requests from this address", wait);
        }
        long crowded = kind == Kind.STRANGER ? strangers.take(now()) : 0;
        if (crowded > 0) {
            throw refused("too many callers without a token just now", crowded);
        }
    }

    /** Strangers of all addresses, a second, over the last seconds. */
    public double strangersPerSecond() {
        return strangers.perSecond(now());
    }

    /** Lets only a few strangers through, whatever their addresses are, for this long. Who has a token that holds is not concerned. */
    public void shedStrangers(Duration time) {
        strangers.storm(now() + time.toNanos());
    }

    /** Whether only a few strangers are let through now. */
    public boolean shedsStrangers() {
        return strangers.storms(now());
    }

    /** Forgets callers whose buckets are full again. */
    public void sweep() {
        long now = now();
        viewers.sweep(now);
        addresses.sweep(now);
    }

    private void take(ViewerId viewer, Of kind, long units) {
        long wait = viewers.take(viewer, kind.ordinal(), units, now());
        if (wait > 0) {
            throw refused("a viewer has " + operations[kind.ordinal()].limit(), wait);
        }
    }

    private static RefusedException refused(String line, long waitNanos) {
        return new RefusedException(
                Refusal.Code.RATE_LIMITED, line, Duration.ofNanos(waitNanos).plusMillis(1));
    }

    private long now() {
        return Rate.nanos(clock);
    }
}
