package io.exogenesis.omega.quic;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;

/** Jetty asks everybody for a proof, also where there is no load: its acceptor knows no other way. */
class JettyCoreAddressProofTest extends AddressProofTest {
    @Override
    Engines engines() {
        return Engines.both(new JettyQuicEngine());
    }

    @Override
    void areAskedFor(int retries, int flood) {
        assertThat(retries).isEqualTo(flood);
    }
}
