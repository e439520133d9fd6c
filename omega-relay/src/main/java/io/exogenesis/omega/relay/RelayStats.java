package io.exogenesis.omega.relay;

/**
 * What a relay did since it was started; both directions together.
 *
 * @param forwarded datagrams, or segments of TCP, that went on
 * @param bytes in them, without the headers of UDP, TCP and IP
 * @param reordered of these, held back so that others overtook them
 * @param lost dropped by chance; of TCP: sent again, later
 * @param tooLarge dropped for their size
 * @param overflowed dropped because the queue or a socket was full
 * @param rebinds changes of the port that the server sees
 */
public record RelayStats(
        long forwarded, long bytes, long reordered, long lost, long tooLarge, long overflowed, long rebinds) {}
