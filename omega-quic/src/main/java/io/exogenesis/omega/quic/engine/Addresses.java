package io.exogenesis.omega.quic.engine;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Addresses for people: {@code 192.0.2.1:4433}. */
public final class Addresses {

    private Addresses() {}

    /** Host and port; an IPv6 address in brackets. */
    public static String text(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            String host = inet.getAddress().getHostAddress();
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + inet.getPort();
        }
        return String.valueOf(address);
    }
}
