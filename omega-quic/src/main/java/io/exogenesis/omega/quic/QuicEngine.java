package io.exogenesis.omega.quic;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

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
     * The engine that this process dials with: {@code jetty} where it is there, otherwise any that is.
     *
     * @throws QuicException of kind {@link QuicException.Kind#SETUP} if there is none
     */
    static QuicEngine installed() {
        Map<String, QuicEngine> present = present();
        QuicEngine jetty = present.get("jetty");
        if (jetty != null) {
            return jetty;
        }
        return present.values().stream()
                .findFirst()
                .orElseThrow(() -> new QuicException(
                        QuicException.Kind.SETUP,
                        "no QUIC engine is on the class path: add omega-quic-jetty, or use an https:// endpoint"));
    }

    /**
     * The engine of that name.
     *
     * @throws QuicException of kind {@link QuicException.Kind#SETUP} if it is not on the class path; the message names those that are
     */
    static QuicEngine named(String name) {
        Map<String, QuicEngine> present = present();
        QuicEngine engine = present.get(name);
        if (engine == null) {
            throw new QuicException(
                    QuicException.Kind.SETUP,
                    "there is no QUIC engine \"" + name + "\" here; there are: " + String.join(", ", present.keySet()));
        }
        return engine;
    }

    private static Map<String, QuicEngine> present() {
        Map<String, QuicEngine> present = new TreeMap<>();
        ServiceLoader.load(QuicEngine.class, QuicEngine.class.getClassLoader())
                .forEach(engine -> present.put(engine.name(), engine));
        return present;
    }
}
