package io.exogenesis.omega.core.metrics;

/** What carried a frame of the sync protocol to the Core. */
public enum Transport {
    /** A stream of a QUIC connection. */
    QUIC("quic"),
    /** A request over TLS. */
    HTTPS("https"),
    /** A request without TLS, which only this machine can send. */
    HTTP("http");

    private final String label;

    Transport(String label) {
        this.label = label;
    }

    /** As figures name it. */
    public String label() {
        return label;
    }
}
