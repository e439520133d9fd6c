package io.exogenesis.omega.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.wire.v1.BankState;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a Core says that it signed, key included: it holds or it does not, and nothing is thrown. */
class BankHashFuzzTest {

    static Stream<Arguments> states() throws Exception {
        KeyPairGenerator maker = KeyPairGenerator.getInstance("EC");
        maker.initialize(256);
        KeyPair key = maker.generateKeyPair();
        byte[] hash = new byte[32];
        BankState signed = BankState.newBuilder()
                .setBankId("bank")
                .setVersion(7)
                .setHash(ByteString.copyFrom(hash))
                .setSignature(ByteString.copyFrom(BankHash.sign(hash, key.getPrivate())))
                .setKeyId(BankHash.keyId(key.getPublic().getEncoded()))
                .setPublicKey(ByteString.copyFrom(key.getPublic().getEncoded()))
                .build();
        byte[] bent = key.getPublic().getEncoded();
        bent[bent.length - 1] ^= 1;
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        return Stream.of(
                        signed,
                        signed.toBuilder().setKeyId("another").build(),
                        signed.toBuilder().setSignature(ByteString.EMPTY).build(),
                        signed.toBuilder()
                                .setSignature(ByteString.copyFrom(new byte[64]))
                                .build(),
                        signed.toBuilder()
                                .setPublicKey(ByteString.copyFrom(bent))
                                .build(),
                        signed.toBuilder()
                                .setPublicKey(
                                        ByteString.copyFrom(rsa.getPublic().getEncoded()))
                                .build(),
                        signed.toBuilder()
                                .setPublicKey(ByteString.copyFrom(Arrays.copyOf(bent, 30)))
                                .build(),
                        BankState.getDefaultInstance())
                .map(state -> Arguments.of((Object) state.toByteArray()));
    }

    @MethodSource("states")
    @FuzzTest // must come last
    void signatureHolds_anyState_onlyForTheKeyThatItNames(byte[] data) {
        BankState state;
        try {
            state = BankState.parseFrom(data);
        } catch (InvalidProtocolBufferException e) {
            return;
        }
        if (BankHash.signatureHolds(state)) {
            assertThat(BankHash.keyId(state.getPublicKey().toByteArray())).isEqualTo(state.getKeyId());
            byte[] hash =
                    state.getHash().concat(ByteString.copyFrom(new byte[1])).toByteArray();
            assertThat(BankHash.signatureHolds(
                            state.toBuilder().setHash(ByteString.copyFrom(hash)).build()))
                    .as("for another hash")
                    .isFalse();
        }
    }
}
