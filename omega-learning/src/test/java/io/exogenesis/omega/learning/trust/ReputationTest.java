package io.exogenesis.omega.learning.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.LearningException;
import org.junit.jupiter.api.Test;

class ReputationTest {

    // Reputation buys delay only: an identity needs two months of daily epochs to count fully.
    @Test
    void afterEpoch_presentEachTime_growsSlowlyUpToOne() {
        Reputation r = Reputation.NEWCOMER;
        int epochs = 0;
        while (r.value() < 1) {
            r = r.afterEpoch(true, 0);
            epochs++;
        }
        assertThat(epochs).isBetween(50, 70);
        assertThat(r.afterEpoch(true, 0).value()).isEqualTo(1);
    }

    @Test
    void afterEpoch_absent_staysAsItIs() {
        assertThat(new Reputation(.4).afterEpoch(false, 0).value()).isEqualTo(.4);
    }

    @Test
    void afterEpoch_manyRefuted_fallsWhetherPresentOrNot() {
        assertThat(new Reputation(1).afterEpoch(true, .11).value()).isCloseTo(.7, within(1e-12));
        assertThat(new Reputation(1).afterEpoch(true, .10).value()).isEqualTo(1);
    }

    @Test
    void new_outOfRange_isRefused() {
        assertThatThrownBy(() -> new Reputation(Double.NaN)).isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> new Reputation(1.01)).isInstanceOf(LearningException.class);
    }
}
