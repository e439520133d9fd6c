package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import io.exogenesis.omega.quic.netty.NettyQuicEngine;

class NettyCoreRoomTest extends RoomTest {
    @Override
    Engines engines() {
        return new Engines(new NettyQuicEngine(), new JettyQuicEngine());
    }

    /** There is no Retry while there is room. */
    @Override
    int firstFlight() {
        return 1;
    }
}
