package io.exogenesis.omega.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.HeapNeed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EpochCeilingTest {
    private static EpochLimits limits(long ceiling) {
        return new EpochLimits(64, 8, 24, ceiling, 0, Duration.ofMinutes(10));
    }

    // The launcher sizes the heap by HeapNeed: what it gives must not be called too small.
    @Test
    void heapThatTheLauncherGives_carriesWhatItsViewersSend() {
        for (int viewers : new int[] {1, 1_000, 10_000, 100_000, 1_000_000}) {
            EpochCeiling ceiling = EpochCeiling.of(limits(0), viewers, new HeapNeed(viewers).megabytes() << 20);
            assertThat(ceiling.shortage()).as(viewers + " viewers").isEmpty();
            assertThat(ceiling.contributions()).isGreaterThanOrEqualTo(4L * viewers);
        }
    }

    @Test
    void smallHeap_lowersTheCeiling_andSaysWhatIsMissing() {
        EpochCeiling ceiling = EpochCeiling.of(limits(0), 100_000, 512L << 20);
        assertThat(ceiling.contributions()).isEqualTo((128L << 20) / EpochCeiling.BYTES_A_CONTRIBUTION);
        assertThat(ceiling.bytes()).isEqualTo(ceiling.contributions() * EpochLimits.BYTES_A_CONTRIBUTION);
        assertThat(ceiling.shortage().orElseThrow())
                .contains("512 MB", "100000 viewers", "omega.registry.max-viewers")
                .doesNotContain("\n");
    }

    // An operator's figure may lower the ceiling, but no figure raises it above what the heap carries.
    @Test
    void setCeiling_isNeverMoreThanTheHeapCarries() {
        assertThat(EpochCeiling.of(limits(500), 100_000, 2048L << 20).contributions())
                .isEqualTo(500);
        EpochCeiling tooMuch = EpochCeiling.of(limits(10_000_000), 100_000, 2048L << 20);
        assertThat(tooMuch.contributions()).isLessThan(1_000_000);
        assertThat(tooMuch.shortage()).isPresent();
    }
}
