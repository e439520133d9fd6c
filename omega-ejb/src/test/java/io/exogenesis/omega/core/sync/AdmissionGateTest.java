package io.exogenesis.omega.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AdmissionGateTest {
    private long now = Long.MAX_VALUE - 10_000_000_000L;
    private final AdmissionGate gate = new AdmissionGate(() -> now);

    private boolean enters(boolean begins) {
        try {
            gate.enter(begins);
            return true;
        } catch (RefusedException e) {
            assertThat(e.code()).isEqualTo(Refusal.Code.RATE_LIMITED);
            return false;
        }
    }

    private int entered(int frames, long each, boolean begins) {
        int in = 0;
        for (int i = 0; i < frames; i++) {
            now += each;
            in += enters(begins) ? 1 : 0;
        }
        return in;
    }

    // The limit must not be felt by a Core that is well, also when a second's viewers come at once.
    @Test
    void enter_usualLimit_takesTenTimesTheLargestLoad() {
        assertThat(entered(50_000, 0, true)).isEqualTo(50_000);
        assertThat(entered(10_000, 100_000, true)).isEqualTo(10_000);
    }

    /** Over the overflow of the clock, too. */
    @Property(tries = 50)
    void enter_offeredMoreThanTheLimit_takesTheLimit(
            @ForAll @DoubleRange(min = 50, max = 5_000) double limit,
            @ForAll @LongRange(min = 2, max = 10) long times) {
        gate.limit(limit);
        long each = (long) (1e9 / limit / times);
        int frames = (int) (20e9 / each);
        assertThat((double) entered(frames, each, false)).isBetween(19 * limit, 21.1 * limit);
    }

    @Test
    void enter_fullGate_takesWhatBelongsToBegunSyncs_longerThanNewOnes() {
        gate.limit(100);
        assertThat(entered(200, 0, true)).isEqualTo(50);
        assertThat(entered(200, 0, false)).isEqualTo(50);
    }

    // All who were turned away came back in the same moment.
    @Test
    void enter_turnedAway_isToldTimesThatAreSpreadByTheLimit_atMostThirtySeconds() {
        gate.limit(100);
        entered(100, 0, false);
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            try {
                gate.enter(false);
            } catch (RefusedException e) {
                waits.add(e.retryAfter());
            }
        }
        assertThat(waits).hasSize(5_000).isSorted();
        assertThat(waits.getFirst()).isEqualTo(Duration.ofMillis(1_010));
        assertThat(waits.get(1_000)).isEqualTo(Duration.ofMillis(11_010));
        assertThat(waits.getLast()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void limit_ofNothing_isRefused() {
        assertThatThrownBy(() -> gate.limit(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> gate.limit(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void protocol_atTheLimit_turnsSyncsAwayWithATime_butNeverAChangeOfConsents() {
        CoreFixture core = CoreFixture.inMemory();
        Registration viewer = core.register();
        SyncSession session = core.session(viewer);
        core.gate.limit(AdmissionGate.LEAST);
        core.answer(session, CoreFixture.pull());
        core.answer(session, CoreFixture.pull());
        ServerFrame refused = core.answer(session, CoreFixture.pull());
        assertThat(refused.getRefusal().getCode()).isEqualTo(Refusal.Code.RATE_LIMITED);
        assertThat(refused.getRefusal().getRetryAfterMs()).isBetween(1_000L, 30_000L);
        assertThat(core.answer(session, consents()).hasConsent()).isTrue();
        assertThat(core.syncLoad.counts().shed()).isEqualTo(1);
        assertThat(core.syncLoad.counts().inWork()).isZero();
        assertThat(core.metrics.count("sync.rate_limited")).isEqualTo(1);
    }

    private static ClientFrame consents() {
        return ClientFrame.newBuilder()
                .setConsent(io.exogenesis.omega.wire.v1.ConsentChange.newBuilder()
                        .setConsents(io.exogenesis.omega.wire.WireCodec.toWire(Consents.ALL)))
                .build();
    }
}
