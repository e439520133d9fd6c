package io.exogenesis.omega.quic.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that somebody made up, or bent. Replays its seeds; with {@code JAZZER_FUZZ=1} it searches for more. */
class AddressTokensFuzzTest {
    private static final byte[] ADDRESS = {127, 0, 0, 1, 17, 92};
    private static final byte[] ID = {1, 2, 3, 4, 5, 6, 7, 8};

    static Stream<Arguments> seeds() {
        return Stream.of(
                        new byte[0],
                        new byte[AddressTokens.HEAD_BYTES],
                        new byte[AddressTokens.HEAD_BYTES + 1],
                        new byte[] {0, 0, 0, 1},
                        new byte[] {-1, -1, -1, -1, -1, -1, -1, -1},
                        "quiche".getBytes(StandardCharsets.US_ASCII))
                .map(Arguments::of);
    }

    // Neither what comes, nor a token bent with it, nor one for another address proves anything.
    @MethodSource("seeds")
    @FuzzTest // must come last
    void validate_anyBytes_onlyWhatWasMintedProves(byte[] data) {
        AddressTokens tokens = new AddressTokens(() -> Instant.EPOCH);
        byte[] minted = tokens.mint(ADDRESS, ID);
        assertThat(tokens.validate(ADDRESS, ByteBuffer.wrap(minted))).isEqualTo(ID);
        assertThat(tokens.validate(ADDRESS, ByteBuffer.wrap(data))).isNull();

        byte[] bent = minted.clone();
        for (int i = 0; i < data.length && i < bent.length; i++) {
            bent[i] ^= data[i];
        }
        if (!Arrays.equals(bent, minted)) {
            assertThat(tokens.validate(ADDRESS, ByteBuffer.wrap(bent))).isNull();
        }
        byte[] cut = Arrays.copyOf(minted, Math.min(data.length, minted.length - 1));
        assertThat(tokens.validate(ADDRESS, ByteBuffer.wrap(cut))).isNull();
        byte[] elsewhere = ADDRESS.clone();
        elsewhere[data.length % elsewhere.length] ^= 1;
        assertThat(tokens.validate(elsewhere, ByteBuffer.wrap(minted))).isNull();
    }
}
