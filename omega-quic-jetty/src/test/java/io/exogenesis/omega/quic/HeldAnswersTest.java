package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;

class HeldAnswersTest extends HeldAnswersContract {
    @Override
    Engines engines() {
        return Engines.both(new JettyQuicEngine());
    }
}
