package io.exogenesis.omega.quic.jetty;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jetty.quic.quiche.Quiche;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that prove that a client receives at the address it sends from (RFC 9000 §8.1.2), authenticated as §8.1.4 asks;
 * Jetty's own are plain text and can be forged.
 *
 * <p>Layout, at most 40 of the 48 bytes that Jetty reserves: time (4 bytes, seconds) · MAC (16 bytes) · original connection
 * id (the rest). The MAC is HMAC-SHA-256, cut to 16 bytes, over address, time and id; its key lives as long as the process.
 */
final class RetryTokens {

    private static final int TIME_BYTES = 4;
    private static final int MAC_BYTES = 16;
    private static final int KEY_BYTES = 32;

    /** A token answers a Retry at once; this leaves room for slow links and lost datagrams. */
    private static final long LIFETIME_SECONDS = 30;

    private static final String HMAC = "HmacSHA256";
    // How Jetty's minter begins its plain tokens, before address and port.
    private static final byte[] JETTY = "jetty".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;
    private final InstantSource clock;

    RetryTokens(InstantSource clock) {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, HMAC);
        this.clock = clock;
    }

    /** Jetty's minter knows the client's address and tells it in its token for an empty id. */
    Quiche.TokenMinter minter(Quiche.TokenMinter plain) {
        byte[] address = plain.mint(new byte[0], 0);
        return (id, length) -> {
            byte[] originalId = Arrays.copyOf(id, length);
            int now = (int) clock.instant().getEpochSecond();
            return ByteBuffer.allocate(TIME_BYTES + MAC_BYTES + length)
                    .putInt(now)
                    .put(mac(address, now, originalId))
                    .put(originalId)
                    .array();
        };
    }

    Quiche.TokenValidator validator(InetSocketAddress peer) {
        byte[] address = plainAddress(peer);
        return (token, length) -> validate(address, ByteBuffer.wrap(token, 0, length));
    }

    private byte @Nullable [] validate(byte[] address, ByteBuffer token) {
        if (token.remaining() <= TIME_BYTES + MAC_BYTES) {
            return null;
        }
        int minted = token.getInt();
        byte[] claimed = new byte[MAC_BYTES];
        token.get(claimed);
        byte[] originalId = new byte[token.remaining()];
        token.get(originalId);
        int age = (int) clock.instant().getEpochSecond() - minted;
        boolean genuine = MessageDigest.isEqual(claimed, mac(address, minted, originalId));
        return genuine && age >= 0 && age <= LIFETIME_SECONDS ? originalId : null;
    }

    private byte[] mac(byte[] address, int time, byte[] originalId) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(address);
            mac.update(ByteBuffer.allocate(TIME_BYTES).putInt(time).flip());
            return Arrays.copyOf(mac.doFinal(originalId), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + HMAC, e);
        }
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
