package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.engine.AddressTokens;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import org.eclipse.jetty.quic.quiche.Quiche;

/** {@linkplain AddressTokens Authenticated tokens} in place of Jetty's own, which are plain text and can be forged. At most 40 of its 48 bytes. */
final class RetryTokens {
    // How Jetty's minter begins its plain tokens, before address and port.
    private static final byte[] JETTY = "jetty".getBytes(StandardCharsets.US_ASCII);

    private final AddressTokens tokens;

    RetryTokens(InstantSource clock) {
        this.tokens = new AddressTokens(clock);
    }

    /** Jetty's minter knows the client's address and tells it in its token for an empty id. */
    Quiche.TokenMinter minter(Quiche.TokenMinter plain) {
        byte[] address = plain.mint(new byte[0], 0);
        return (id, length) -> tokens.mint(address, Arrays.copyOf(id, length));
    }

    Quiche.TokenValidator validator(InetSocketAddress peer) {
        byte[] address = plainAddress(peer);
        return (token, length) -> tokens.validate(address, ByteBuffer.wrap(token, 0, length));
    }

    private static byte[] plainAddress(InetSocketAddress peer) {
        byte[] ip = peer.getAddress().getAddress();
        return ByteBuffer.allocate(JETTY.length + ip.length + Short.BYTES)
                .put(JETTY)
                .put(ip)
                .putShort((short) peer.getPort())
                .array();
    }
}
