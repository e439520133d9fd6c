package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;

class KeyTest extends KeyContract {
    @Override
    Engines engines() {
        return Engines.both(new JettyQuicEngine());
    }
}
