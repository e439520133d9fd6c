package io.exogenesis.omega.core.ingest;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What one customer of a provider has: an IPv4 address, or the /64 of an IPv6 one.
 *
 * @param prefix the first 64 bits; of IPv4 its 32 bits
 * @param v6 whether it is of IPv6
 */
record Network(long prefix, boolean v6) {
    static Network of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        boolean v6 = address instanceof Inet6Address;
        return new Network(v6 ? bytes.getLong() : bytes.getInt(), v6);
    }
}
