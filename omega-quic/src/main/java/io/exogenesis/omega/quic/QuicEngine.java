package io.exogenesis.omega.quic;

/** A QUIC implementation: makes listeners for the Core and dialers for viewers. */
public interface QuicEngine {

    /** The engine's name as reports print it, such as {@code jetty}. */
    String name();

    /**
     * Starts to accept connections.
     *
     * @throws PortInUseException if the UDP port is taken
     * @throws QuicException if the key store cannot be read or the engine does not start
     */
    QuicListener listen(ListenConfig config, StreamHandler handler);

    /**
     * Makes a dialer, meant to be shared by everything in this JVM that dials: it owns threads, buffers and the native
     * library.
     *
     * @throws QuicException if the engine does not start
     */
    QuicDialer dialer(DialConfig config);
}
