package io.exogenesis.omega.quic.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.quic.quiche.Quiche;
import org.eclipse.jetty.quic.quiche.server.internal.SimpleTokenMinter;
import org.junit.jupiter.api.Test;

class RetryTokensTest {

    private static final byte[] ID = {1, 2, 3, 4, 5, 6, 7, 8};

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final RetryTokens tokens = new RetryTokens(now::get);
    private final InetSocketAddress peer = address("192.0.2.1", 50_000);

    @Test
    void validate_ownToken_givesTheOriginalIdBack() {
        assertThat(validate(peer, mint(peer, ID))).isEqualTo(ID);
    }

    /** Jetty reserves 48 bytes: the longest id from the longest address must fit. */
    @Test
    void mint_longestIdFromIpv6_fitsJettysBuffer() {
        InetSocketAddress six = address("2001:db8::1", 65_535);
        byte[] id = new byte[20];
        byte[] token = mint(six, id);
        assertThat(token).hasSizeLessThanOrEqualTo(Quiche.TokenMinter.MAX_TOKEN_LENGTH);
        assertThat(validate(six, token)).isEqualTo(id);
    }

    @Test
    void validate_otherAddressOrPort_refused() {
        byte[] token = mint(peer, ID);
        assertThat(validate(address("192.0.2.2", 50_000), token)).isNull();
        assertThat(validate(address("192.0.2.1", 50_001), token)).isNull();
    }

    @Test
    void validate_oldToken_refused() {
        byte[] token = mint(peer, ID);
        now.set(now.get().plusSeconds(31));
        assertThat(validate(peer, token)).isNull();
    }

    @Test
    void validate_anyByteChanged_refused() {
        byte[] token = mint(peer, ID);
        for (int i = 0; i < token.length; i++) {
            byte[] forged = token.clone();
            forged[i] ^= 1;
            assertThat(validate(peer, forged)).as("byte %d", i).isNull();
        }
        assertThat(validate(peer, new byte[0])).isNull();
        assertThat(validate(peer, new byte[20])).isNull();
    }

    @Test
    void validate_jettysPlainToken_refused() {
        assertThat(validate(peer, new SimpleTokenMinter(peer).mint(ID, ID.length)))
                .isNull();
    }

    private byte[] mint(InetSocketAddress from, byte[] id) {
        return tokens.minter(new SimpleTokenMinter(from)).mint(id, id.length);
    }

    private byte[] validate(InetSocketAddress from, byte[] token) {
        byte[] padded = Arrays.copyOf(token, Quiche.TokenMinter.MAX_TOKEN_LENGTH);
        return tokens.validator(from).validate(padded, token.length);
    }

    private static InetSocketAddress address(String ip, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(ip), port); // a literal: nothing is looked up
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
