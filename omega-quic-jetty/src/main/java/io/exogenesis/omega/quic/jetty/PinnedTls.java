package io.exogenesis.omega.quic.jetty;

import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A dialer's TLS settings: no authorities, no host names. The pin is checked instead, after the handshake has proved that
 * the peer holds the key, and before any frame. Jetty's warnings about trusting everybody would mislead here.
 */
final class PinnedTls extends SslContextFactory.Client {

    PinnedTls() {
        super(true);
    }

    @Override
    protected void checkTrustAll() {}

    @Override
    protected void checkEndPointIdentificationAlgorithm() {}
}
