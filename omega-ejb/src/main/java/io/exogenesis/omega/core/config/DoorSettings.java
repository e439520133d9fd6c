package io.exogenesis.omega.core.config;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the doors of the Core let in: how many, how much at once, how often. Every number is checked against what enforces it.
 *
 * @param quic limits of the UDP port
 * @param http limits of the two TCP ports
 * @param rates limits of one caller
 * @param operationOpen {@code omega.metrics.open}: whether {@code /metrics} and {@code /openapi} answer beyond loopback
 *     without the admin token
 * @param mcpHosts {@code omega.mcp.hosts}: names, beside loopback and {@code omega.public.host}, that {@code /mcp} may be asked
 *     for by; without a port
 */
public record DoorSettings(Quic quic, Http http, Rates rates, boolean operationOpen, Set<String> mcpHosts) {
    public static final DoorSettings DEFAULTS =
            new DoorSettings(Quic.DEFAULTS, Http.DEFAULTS, Rates.DEFAULTS, false, Set.of());

    /** A domain name has 253 characters at most (RFC 1035 §2.3.4); an IPv6 address stands in brackets. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9._-]{1,253}|\\[[0-9a-f:.]{2,45}]");

    public DoorSettings {
        mcpHosts = Set.copyOf(mcpHosts);
        mcpHosts.forEach(host -> {
            if (!HOST.matcher(host).matches()) {
                throw new InvalidSettingException("omega.mcp.hosts has names of hosts in lower case without a port,"
                        + " separated by commas, not " + host);
            }
        });
    }

    /**
     * Limits of the UDP port.
     *
     * @param maxConnections {@code omega.quic.max-connections}: further ones are turned away; each costs about 50 KB of native
     *     memory
     * @param maxStreams {@code omega.quic.max-streams}: that one connection may have open at a time
     * @param idleTimeout {@code omega.quic.idle-timeout}: a silent connection is closed after it
     * @param maxHeld {@code omega.quic.max-held}: pulls that wait for a new version of the bank, one of each viewer; each takes about
     *     2 KB of heap. Further ones are answered at once; 0: all are
     * @param longestHold {@code omega.quic.longest-hold}: that a pull waits, and never more than half of the idle time-out
     */
    public record Quic(int maxConnections, int maxStreams, Duration idleTimeout, int maxHeld, Duration longestHold) {
        /**
         * The idle time-out is longer than two sync intervals, so that a viewer that syncs finds its connection warm. All viewers whose
         * connections there may be can wait, and a wait costs each no more pulls than its syncs do.
         */
        public static final Quic DEFAULTS =
                new Quic(4096, 16, Duration.ofSeconds(150), 100_000, Duration.ofSeconds(60));

        public Quic {
            Checks.range("omega.quic.max-connections", maxConnections, 1, 1_000_000);
            Checks.range("omega.quic.max-streams", maxStreams, 1, 256);
            Checks.range("omega.quic.idle-timeout", idleTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
            Checks.range("omega.quic.max-held", maxHeld, 0, 1_000_000);
            Checks.range("omega.quic.longest-hold", longestHold, Duration.ofSeconds(1), Duration.ofMinutes(30));
        }

        /** The same with other bounds of what waits. */
        public Quic withHeld(int most, Duration longest) {
            return new Quic(maxConnections, maxStreams, idleTimeout, most, longest);
        }

        /** The longest that a pull waits: the connection must not seem idle meanwhile. */
        public Duration hold() {
            Duration half = idleTimeout.dividedBy(2);
            return longestHold.compareTo(half) < 0 ? longestHold : half;
        }
    }

    /**
     * Limits of the TCP ports.
     *
     * @param maxConnections {@code omega.http.max-connections}: of each TCP port; the server enforces it. One address may take all of
     *     them: where strangers can reach the port, limit connections by address in front of it
     * @param bodyDeadline {@code omega.http.body-deadline}: a body that has not arrived by then is answered with 408
     * @param bytesInFlight {@code omega.http.bytes-in-flight}: what requests under way may hold together, their bodies, what
     *     was read from them and their answers; an eighth of it is for callers without a token; 0: an eighth of the heap
     */
    public record Http(int maxConnections, Duration bodyDeadline, long bytesInFlight) {
        /** At 30 s a push of 1 MiB passes a line of .3 Mbit/s. */
        public static final Http DEFAULTS = new Http(4096, Duration.ofSeconds(30), 0);

        /** Below this, one push of the largest kind would not fit. */
        private static final long LEAST_BYTES = 16L << 20;

        private static final int SHARE_OF_HEAP = 8;

        public Http {
            Checks.range("omega.http.max-connections", maxConnections, 1, 128_000);
            Checks.range("omega.http.body-deadline", bodyDeadline, Duration.ofMillis(100), Duration.ofMinutes(10));
            if (bytesInFlight != 0) {
                Checks.range("omega.http.bytes-in-flight", bytesInFlight, LEAST_BYTES, 1L << 40);
            }
        }

        /** The bytes in flight that are in force in a JVM of this heap. */
        public long bytesInFlight(long heap) {
            return bytesInFlight != 0 ? bytesInFlight : Math.max(LEAST_BYTES, heap / SHARE_OF_HEAP);
        }
    }

    /**
     * Limits of one caller, a minute. All of a minute's may come at once.
     *
     * @param addressRequests {@code omega.door.requests-per-minute}: requests and connections of one address (IPv6: of its /64); loopback has a
     *     hundred times as many
     * @param addressStrangers {@code omega.door.strangers-per-minute}: of these, such without a token that holds
     * @param reads {@code omega.door.reads-per-minute}: GETs of one viewer; a semantic search counts as ten
     * @param connects {@code omega.door.connects-per-minute}: CONNECTs of one viewer, and its COMPLETEs
     * @param consents {@code omega.door.consents-per-minute}: consent changes of one viewer
     */
    public record Rates(long addressRequests, long addressStrangers, long reads, long connects, long consents) {
        /** Many devices share one address behind a provider's NAT: a thousand that sync each minute, and half as many more. */
        public static final Rates DEFAULTS = new Rates(6_000, 1_500, 600, 120, 12);

        public Rates {
            rate("omega.door.requests-per-minute", addressRequests);
            rate("omega.door.strangers-per-minute", addressStrangers);
            rate("omega.door.reads-per-minute", reads);
            rate("omega.door.connects-per-minute", connects);
            rate("omega.door.consents-per-minute", consents);
        }

        private static void rate(String key, long perMinute) {
            Checks.range(key, perMinute, 1, Checks.MAX_PER_MINUTE);
        }
    }
}
