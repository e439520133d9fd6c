package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.viewer.BankProof;
import io.exogenesis.omega.wire.v1.BankState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a Core signed, from the network and from the disk: bounded, and of a form that can be shown. */
class BankStatesFuzzTest {
    private static final String KEY_ID = "abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE";

    @TempDir
    static Path directory;

    private static BankState state(long version) {
        return BankState.newBuilder()
                .setBankId("bank")
                .setVersion(version)
                .setHash(ByteString.copyFrom(new byte[32]))
                .setKeyId(KEY_ID)
                .build();
    }

    static Stream<Arguments> files() throws IOException {
        byte[] two = file(state(1), state(2));
        return Stream.of(
                        two,
                        Arrays.copyOf(two, two.length - 5),
                        file(state(-1)),
                        file(state(1).toBuilder().setBankId("").build()),
                        file(state(1).toBuilder().setKeyId("\u001b[31m").build(), state(2)),
                        file(state(1).toBuilder()
                                .setHash(ByteString.copyFrom(new byte[1 << 16]))
                                .build()),
                        new byte[] {1},
                        new byte[] {1, -1, -1, -1, -1, 7},
                        new byte[70_000])
                .map(bytes -> Arguments.of((Object) bytes));
    }

    private static byte[] file(BankState... states) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (BankState state : states) {
            out.write(1);
            state.writeDelimitedTo(out);
        }
        return out.toByteArray();
    }

    @MethodSource("files")
    @FuzzTest // must come last
    void in_anyFile_whatStandsBeforeTheDamage(byte[] data) throws IOException {
        Path file = directory.resolve("bank-states");
        Files.write(file, data);
        BankStates read = BankStates.in(directory);
        shown(read.proofs());
        List<BankProof> before = read.proofs();
        read.told(state(77), new BankVersion("bank", 77), Optional.empty(), note -> {});
        assertThat(Files.size(file)).isLessThanOrEqualTo(BankStates.KEPT * 1_100L);
        List<BankProof> after = BankStates.in(directory).proofs();
        assertThat(after)
                .isEqualTo(read.proofs())
                .first()
                .satisfies(newest -> assertThat(newest.version()).isEqualTo(new BankVersion("bank", 77)));
        assertThat(before).containsAll(after.subList(1, after.size()));
    }

    private static void shown(List<BankProof> proofs) {
        assertThat(proofs).hasSizeLessThanOrEqualTo(BankStates.KEPT).allSatisfy(proof -> {
            assertThat(proof.hash()).matches("[0-9a-f]{64}");
            assertThat(proof.keyId()).matches("[A-Za-z0-9_-]{43}");
        });
    }

    static Stream<Arguments> words() {
        return Stream.of(
                        state(7),
                        state(8),
                        state(7).toBuilder().setKeyId("\u001b[31mred\n").build(),
                        state(7).toBuilder()
                                .setSignature(ByteString.copyFrom(new byte[1 << 12]))
                                .build(),
                        BankState.getDefaultInstance())
                .map(state -> Arguments.of((Object) state.toByteArray()));
    }

    @MethodSource("words")
    @FuzzTest // must come last
    void told_anyWord_isKeptInAFormThatCanBeShownOrRemarkedOnInOneLine(byte[] data) {
        BankState word;
        try {
            word = BankState.parseFrom(data);
        } catch (InvalidProtocolBufferException e) {
            return;
        }
        BankStates states = BankStates.inMemory();
        List<String> notes = new ArrayList<>();
        BankVersion version = new BankVersion("bank", 7);
        states.told(state(7), version, Optional.empty(), note -> {});
        for (int n = 0; n < 2; n++) {
            states.told(word, version, Optional.of(List.of()), notes::add);
        }
        shown(states.proofs());
        assertThat(notes)
                .allSatisfy(note ->
                        assertThat(note).isNotBlank().hasSizeLessThan(200).doesNotContainPattern("\\p{Cc}"));
    }
}
