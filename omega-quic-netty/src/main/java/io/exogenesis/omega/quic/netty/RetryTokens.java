package io.exogenesis.omega.quic.netty;

import io.exogenesis.omega.quic.engine.AddressTokens;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.quic.Quic;
import io.netty.handler.codec.quic.QuicTokenHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** {@linkplain AddressTokens Authenticated tokens}, asked for under load only: each costs a round trip. */
final class RetryTokens implements QuicTokenHandler {
    private final AddressTokens tokens;
    private final BooleanSupplier underLoad;

    /** @param underLoad whether a client has to prove its address now */
    RetryTokens(InstantSource clock, BooleanSupplier underLoad) {
        this.tokens = new AddressTokens(clock);
        this.underLoad = underLoad;
    }

    @Override
    public boolean writeToken(ByteBuf out, ByteBuf originalId, InetSocketAddress address) {
        if (!underLoad.getAsBoolean()) {
            return false;
        }
        out.writeBytes(tokens.mint(bytes(address), ByteBufUtil.getBytes(originalId)));
        return true;
    }

    /** Where the original connection id begins, or −1 for a token that proves nothing. */
    @Override
    public int validateToken(ByteBuf token, InetSocketAddress address) {
        boolean proves = token.readableBytes() <= maxTokenLength()
                && tokens.validate(bytes(address), ByteBuffer.wrap(ByteBufUtil.getBytes(token))) != null;
        return proves ? AddressTokens.HEAD_BYTES : -1;
    }

    @Override
    public int maxTokenLength() {
        return AddressTokens.HEAD_BYTES + Quic.MAX_CONN_ID_LEN;
    }

    private static byte[] bytes(InetSocketAddress address) {
        byte[] ip = address.getAddress().getAddress();
        return ByteBuffer.allocate(ip.length + Short.BYTES)
                .put(ip)
                .putShort((short) address.getPort())
                .array();
    }
}
