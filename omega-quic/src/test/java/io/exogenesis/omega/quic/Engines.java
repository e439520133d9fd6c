package io.exogenesis.omega.quic;

/** Who listens and who dials. */
record Engines(QuicEngine core, QuicEngine viewer) {
    static Engines both(QuicEngine engine) {
        return new Engines(engine, engine);
    }
}
