package io.exogenesis.omega.quic.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.quic.Quic;
import io.netty.handler.codec.quic.QuicTokenHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that prove that a client receives at the address it sends from (RFC 9000 §8.1.2), authenticated as §8.1.4 asks. They are asked
 * for under load only: each costs a round trip.
 *
 * <p>Layout: time (4 bytes, seconds) · MAC (16 bytes) · original connection id (the rest). The MAC is HMAC-SHA-256, cut to 16 bytes,
 * over address, port, time and id; its key lives as long as the process.
 */
final class RetryTokens implements QuicTokenHandler {
    private static final int TIME_BYTES = 4;
    private static final int MAC_BYTES = 16;
    private static final int KEY_BYTES = 32;
    /** A token answers a Retry at once; this leaves room for slow links and lost datagrams. */
    private static final long LIFETIME_SECONDS = 30;

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final InstantSource clock;
    private final BooleanSupplier underLoad;

    /** @param underLoad whether a client has to prove its address now */
    RetryTokens(InstantSource clock, BooleanSupplier underLoad) {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, HMAC);
        this.clock = clock;
        this.underLoad = underLoad;
    }

    @Override
    public boolean writeToken(ByteBuf out, ByteBuf originalId, InetSocketAddress address) {
        if (!underLoad.getAsBoolean()) {
            return false;
        }
        int now = (int) clock.instant().getEpochSecond();
        byte[] id = ByteBufUtil.getBytes(originalId);
        out.writeInt(now).writeBytes(mac(address, now, id)).writeBytes(id);
        return true;
    }

    /** Where the original connection id begins, or −1 for a token that proves nothing. */
    @Override
    public int validateToken(ByteBuf token, InetSocketAddress address) {
        int length = token.readableBytes();
        if (length <= TIME_BYTES + MAC_BYTES || length > maxTokenLength()) {
            return -1;
        }
        int at = token.readerIndex();
        int minted = token.getInt(at);
        byte[] claimed = ByteBufUtil.getBytes(token, at + TIME_BYTES, MAC_BYTES);
        byte[] id = ByteBufUtil.getBytes(token, at + TIME_BYTES + MAC_BYTES, length - TIME_BYTES - MAC_BYTES);
        long age = (int) clock.instant().getEpochSecond() - (long) minted;
        boolean genuine = MessageDigest.isEqual(claimed, mac(address, minted, id));
        return genuine && age >= 0 && age <= LIFETIME_SECONDS ? TIME_BYTES + MAC_BYTES : -1;
    }

    @Override
    public int maxTokenLength() {
        return TIME_BYTES + MAC_BYTES + Quic.MAX_CONN_ID_LEN;
    }

    private byte[] mac(InetSocketAddress address, int time, byte[] id) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(address.getAddress().getAddress());
            mac.update(ByteBuffer.allocate(Short.BYTES + TIME_BYTES)
                    .putShort((short) address.getPort())
                    .putInt(time)
                    .flip());
            return Arrays.copyOf(mac.doFinal(id), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + HMAC, e);
        }
    }
}
