package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;

class RefusalTest extends RefusalContract {
    @Override
    Engines engines() {
        return Engines.both(new JettyQuicEngine());
    }
}
