package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;

class ExchangeTest extends ExchangeContract {
    @Override
    Engines engines() {
        return Engines.both(new JettyQuicEngine());
    }
}
