package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.wire.v1.AuthResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a Core says of its keys: it is taken or passed by, and there is always a key to trust, also after a restart. */
class HeldPinsFuzzTest {
    private static final ViewerAgentConfig CONFIG = ViewerAgentConfig.builder(new ViewerId("v"), Path.of("v"))
            .omegaCoreEndpoint("quic://127.0.0.1:4433")
            .pin(TestAgents.PIN)
            .build();

    private static String pin(int n) {
        byte[] hash = new byte[32];
        hash[0] = (byte) n;
        return Base64.getEncoder().encodeToString(hash);
    }

    static Stream<Arguments> greetings() {
        List<String> many =
                IntStream.range(1, 20).mapToObj(HeldPinsFuzzTest::pin).toList();
        return Stream.of(
                        AuthResponse.newBuilder().addPins(pin(1)).setPinsVersion(1),
                        AuthResponse.newBuilder().addPins(pin(1)).addRetiredPins(TestAgents.PIN),
                        AuthResponse.newBuilder().addPins(pin(1)).addRetiredPins(pin(1)),
                        AuthResponse.newBuilder().addRetiredPins(TestAgents.PIN),
                        AuthResponse.newBuilder().addAllPins(many),
                        AuthResponse.newBuilder().addPins("\u001b\n").setPinsVersion(-1),
                        AuthResponse.newBuilder().addPins(TestAgents.PIN).addPins(TestAgents.PIN))
                .map(greeting -> Arguments.of((Object) greeting.build().toByteArray()));
    }

    @MethodSource("greetings")
    @FuzzTest // must come last
    void told_anyGreeting_leavesSomeKeyToTrust_alsoAfterARestart(byte[] data) {
        AuthResponse greeting;
        try {
            greeting = AuthResponse.parseFrom(data);
        } catch (InvalidProtocolBufferException e) {
            return;
        }
        PowerLossFileLayer disk = new PowerLossFileLayer();
        Pins trusted;
        try (AgentDb db = open(disk)) {
            HeldPins held = HeldPins.of(CONFIG, db);
            for (int n = 0; n < 2; n++) {
                db.commit(state -> held.told(greeting).stream().toList());
            }
            trusted = held.now();
            assertThat(trusted.keys()).hasSizeBetween(1, Pins.MOST);
            assertThat(held.told(greeting)).as("told again").isEmpty();
        }
        try (AgentDb db = open(disk)) {
            assertThat(HeldPins.of(CONFIG, db).now()).isEqualTo(trusted);
        }
    }

    private static AgentDb open(PowerLossFileLayer disk) {
        return AgentDb.open(new ViewerId("v"), disk, () -> {}, 100);
    }
}
