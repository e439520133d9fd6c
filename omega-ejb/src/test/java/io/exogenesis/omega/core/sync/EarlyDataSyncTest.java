package io.exogenesis.omega.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.TestClock;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ConsentChange;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What comes before the handshake is done may be somebody's copy. */
class EarlyDataSyncTest {
    /** More than the requests that a viewer has in a minute. */
    private static final int COPIES = 200;

    private final CoreFixture core = CoreFixture.inMemory();

    static ClientFrame connect(Registration viewer, int nonce) {
        ClientFrame plain = CoreFixture.connect(viewer.token());
        byte[] bytes = new byte[FirstFlights.NONCE_BYTES];
        bytes[0] = (byte) nonce;
        return plain.toBuilder()
                .setConnect(plain.getConnect().toBuilder().setNonce(ByteString.copyFrom(bytes)))
                .build();
    }

    private static void assertRefused(ServerFrame answer, Refusal.Code code) {
        assertThat(answer.getRefusal().getCode()).as(answer.toString()).isEqualTo(code);
    }

    @Test
    void firstFlight_sentAgain_countsOnceAndCostsTheViewerNothing() {
        Registration viewer = core.register();
        SyncSession first = SyncSession.ofEarlyData("10.0.0.1:5000");
        assertThat(core.answer(first, connect(viewer, 1)).hasAuth()).isTrue();
        assertThat(core.push(first, Samples.pattern(1)).getPushAck().getReceived())
                .isOne();

        for (int i = 0; i < COPIES; i++) {
            SyncSession copy = SyncSession.ofEarlyData("10.6.6.6:" + (1000 + i));
            assertRefused(core.answer(copy, connect(viewer, 1)), Refusal.Code.UNAVAILABLE);
            assertRefused(core.push(copy, Samples.pattern(1)), Refusal.Code.UNAUTHENTICATED);
        }

        ServerFrame next = core.push(core.session(viewer), Samples.pattern(2));
        assertThat(next.getPushAck().getCommittedThroughSeq()).isEqualTo(2);
        assertThat(next.getPushAck().getDuplicates()).isZero();
    }

    @Test
    void connect_earlyWithoutNonce_isSentAgainAfterTheHandshake() {
        Registration viewer = core.register();
        ServerFrame answer = core.answer(SyncSession.ofEarlyData("10.0.0.1:5000"), CoreFixture.connect(viewer.token()));
        assertRefused(answer, Refusal.Code.UNAVAILABLE);
        assertThat(answer.getRefusal().getRetryAfterMs()).isPositive();
        assertThat(core.answer(SyncSession.of("10.0.0.1:5000"), CoreFixture.connect(viewer.token()))
                        .hasAuth())
                .isTrue();
    }

    /** A nonce that nobody signed for is not remembered: strangers fill no memory, and spoil no nonce of somebody else. */
    @Test
    void connect_earlyWithAWrongToken_leavesTheNonceFree() {
        Registration viewer = core.register();
        ClientFrame forged = connect(viewer, 1).toBuilder()
                .setConnect(connect(viewer, 1).getConnect().toBuilder().setToken("a.b.c"))
                .build();
        assertRefused(core.answer(SyncSession.ofEarlyData("10.0.0.1:5000"), forged), Refusal.Code.UNAUTHENTICATED);
        assertThat(core.answer(SyncSession.ofEarlyData("10.0.0.1:5000"), connect(viewer, 1))
                        .hasAuth())
                .isTrue();
    }

    @Test
    void consent_asEarlyData_isRefusedAndNothingChanges() {
        Registration viewer = core.register();
        SyncSession early = SyncSession.ofEarlyData("10.0.0.1:5000");
        core.answer(early, connect(viewer, 1));
        ClientFrame none = ClientFrame.newBuilder()
                .setConsent(ConsentChange.newBuilder().setConsents(WireCodec.toWire(Consents.NONE)))
                .build();
        assertRefused(core.answer(early, none), Refusal.Code.UNAVAILABLE);
        assertThat(core.push(early, Samples.pattern(1)).getPushAck().getRefusedCount())
                .isZero();
    }

    @Test
    void first_afterWindowsHavePassed_isForgotten() {
        TestClock clock = new TestClock();
        FirstFlights flights = new FirstFlights(clock);
        ByteString nonce = ByteString.copyFrom(new byte[FirstFlights.NONCE_BYTES]);
        assertThat(flights.first(nonce)).isTrue();
        clock.advance(FirstFlights.WINDOW.minusSeconds(1));
        assertThat(flights.first(nonce)).isFalse();
        clock.advance(Duration.ofSeconds(2));
        assertThat(flights.first(nonce)).as("of the window before").isFalse();
        clock.advance(FirstFlights.WINDOW.multipliedBy(2));
        assertThat(flights.first(nonce)).isTrue();
    }

    @Test
    void first_noRoom_isRefusedUntilTheWindowTurns() {
        TestClock clock = new TestClock();
        FirstFlights flights = new FirstFlights(clock);
        for (int i = 0; i < FirstFlights.MOST; i++) {
            assertThat(flights.first(ByteString.copyFromUtf8("n" + i))).isTrue();
        }
        assertThat(flights.first(ByteString.copyFromUtf8("one more"))).isFalse();
        clock.advance(FirstFlights.WINDOW.plusSeconds(1));
        assertThat(flights.first(ByteString.copyFromUtf8("one more"))).isTrue();
        assertThat(flights.first(ByteString.copyFromUtf8("n0"))).isFalse();
    }
}
