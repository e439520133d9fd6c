package io.exogenesis.omega.quic;

/**
 * A listener's counters.
 *
 * @param connectionsOpen connections open now
 * @param connectionsTotal connections ever accepted
 * @param connectionsRefused connections turned away because there were too many
 * @param streamsTotal streams ever opened by peers
 * @param framesReceived whole frames handed to receivers
 * @param framesSent frames handed to the transport
 * @param bytesReceived frame bytes received, prefixes included
 * @param bytesSent frame bytes sent, prefixes included
 * @param framesRefused frames that were too large or malformed, or for which there was no room
 * @param streamsFailed streams that ended by reset, idle time-out or a lost connection
 */
public record QuicStats(
        long connectionsOpen,
        long connectionsTotal,
        long connectionsRefused,
        long streamsTotal,
        long framesReceived,
        long framesSent,
        long bytesReceived,
        long bytesSent,
        long framesRefused,
        long streamsFailed) {}
