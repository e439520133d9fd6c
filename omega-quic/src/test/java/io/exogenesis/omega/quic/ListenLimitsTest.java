package io.exogenesis.omega.quic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenLimitsTest {

    private static final ListenLimits SOME = ListenLimits.DEFAULTS;

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_000_001})
    void maxConnections_outOfRange_isNamedWithItsValue(int bad) {
        assertThatThrownBy(() -> SOME.withMaxConnections(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxConnections must lie in [1, 1000000], is " + bad);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 257})
    void maxStreams_outOfRange_isNamedWithItsValue(int bad) {
        assertThatThrownBy(() -> SOME.withMaxStreams(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxStreams must lie in [1, 256], is " + bad);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1S", "PT0S", "PT0.999S", "PT1H0.001S", "P30D"})
    void idleTimeout_outOfRange_isNamedWithItsValue(Duration bad) {
        assertThatThrownBy(() -> SOME.withIdleTimeout(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("idleTimeout must lie in [PT1S, PT1H], is " + bad);
    }

    /** A budget that is smaller than a frame would refuse every such frame for ever. */
    @Test
    void budget_smallerThanAFrame_isRefused() {
        assertThatThrownBy(() -> SOME.withBytes(2000, 1999, 1999)).hasMessageContaining("maxHeldBytes");
        assertThatThrownBy(() -> SOME.withBytes(100_000, 200_000, 200_001)).hasMessageContaining("maxStrangerBytes");
        assertThatCode(() -> SOME.withBytes(1024, 65_536, 65_536)).doesNotThrowAnyException();
    }
}
