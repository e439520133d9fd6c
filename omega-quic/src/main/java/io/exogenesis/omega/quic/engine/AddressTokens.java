package io.exogenesis.omega.quic.engine;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that prove that a client receives at the address it sends from (RFC 9000 §8.1.2), authenticated as §8.1.4 asks. Thread-safe.
 *
 * <p>Layout: time (4 bytes, seconds) · MAC (16 bytes) · original connection id (the rest). The MAC is HMAC-SHA-256, cut to 16 bytes,
 * over address, time and id; its key lives as long as the process.
 */
public final class AddressTokens {
    private static final int TIME_BYTES = 4;
    private static final int MAC_BYTES = 16;
    private static final int KEY_BYTES = 32;

    /** Bytes of a token before the id. */
    public static final int HEAD_BYTES = TIME_BYTES + MAC_BYTES;

    /** A token answers a Retry at once; this leaves room for slow links and lost datagrams. */
    private static final long LIFETIME_SECONDS = 30;

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final InstantSource clock;

    /** With a key of its own. */
    public AddressTokens(InstantSource clock) {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, HMAC);
        this.clock = clock;
    }

    /**
     * A token.
     *
     * @param address of the client, its port included, always in the same form
     */
    public byte[] mint(byte[] address, byte[] originalId) {
        int now = (int) clock.instant().getEpochSecond();
        return ByteBuffer.allocate(HEAD_BYTES + originalId.length)
                .putInt(now)
                .put(mac(address, now, originalId))
                .put(originalId)
                .array();
    }

    /** The original connection id; null for a token that proves nothing. */
    public byte @Nullable [] validate(byte[] address, ByteBuffer token) {
        if (token.remaining() <= HEAD_BYTES) {
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
}
