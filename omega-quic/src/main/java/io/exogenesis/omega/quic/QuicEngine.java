package io.exogenesis.omega.quic;

import java.util.ServiceLoader;

/** A QUIC implementation: makes listeners for the Core and dialers for viewers. Found by {@link ServiceLoader}. */
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

    /**
     * The engine of the library on the class path or module path: omega-quic-jetty brings one.
     *
     * @throws QuicException of kind {@link QuicException.Kind#SETUP} if there is none
     */
    static QuicEngine installed() {
        return ServiceLoader.load(QuicEngine.class, QuicEngine.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new QuicException(
                        QuicException.Kind.SETUP,
                        "no QUIC engine is on the class path: add omega-quic-jetty, or use an https:// endpoint"));
    }
}
