package io.exogenesis.omega.web.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses of peers as containers and engines write them: {@code 192.0.2.1}, {@code 192.0.2.1:443}, {@code [::1]:443}. */
public final class Addresses {
    private Addresses() {}

    /** The address without its port. What is none, which no peer can bring about, shares one that nobody has. */
    public static InetAddress of(String peer) {
        String address = peer.strip();
        int slash = address.lastIndexOf('/');
        if (slash >= 0) {
            address = address.substring(slash + 1);
        }
        if (address.startsWith("[") && address.indexOf(']') > 0) {
            address = address.substring(1, address.indexOf(']'));
        } else if (address.indexOf(':') >= 0 && address.indexOf(':') == address.lastIndexOf(':')) {
            address = address.substring(0, address.indexOf(':'));
        }
        return literal(address);
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            return nobody();
        }
    }

    private static InetAddress nobody() {
        try {
            return InetAddress.getByAddress(new byte[4]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
