package io.exogenesis.omega.quic;

import java.net.InetSocketAddress;

/** The UDP port is taken. */
public final class PortInUseException extends QuicException {

    private static final long serialVersionUID = 1;

    private final int port;

    /** Names the port and what to do. */
    public PortInUseException(InetSocketAddress bind, Throwable cause) {
        super(
                Kind.PORT_IN_USE,
                "UDP port " + bind.getPort() + " on " + bind.getHostString()
                        + " is in use by another process; choose another QUIC port or stop that process",
                cause);
        this.port = bind.getPort();
    }

    /** The port that is taken. */
    public int port() {
        return port;
    }
}
