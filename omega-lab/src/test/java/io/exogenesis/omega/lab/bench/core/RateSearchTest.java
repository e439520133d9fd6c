package io.exogenesis.omega.lab.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateSearchTest {
    private final RateSearch search = new RateSearch(1_000, 5_000);

    /** From both sides it comes within a quarter below the limit. */
    @ParameterizedTest
    @ValueSource(doubles = {130, 500, 999, 1_000, 1_700, 4_000})
    void highest_limitWithinRange_withinAQuarterBelowIt(double limit) {
        double highest = search.highest(rate -> rate <= limit);

        assertThat(highest).isLessThanOrEqualTo(limit).isGreaterThan(limit / 1.25 - 1e-9);
    }

    @Test
    void highest_nothingKept_zeroAfterFewTrials() {
        AtomicInteger trials = new AtomicInteger();

        assertThat(search.highest(rate -> {
                    trials.incrementAndGet();
                    return false;
                }))
                .isZero();
        assertThat(trials).hasValueLessThan(15);
    }

    @Test
    void highest_everythingKept_notBeyondTheMost() {
        assertThat(search.highest(rate -> true)).isLessThanOrEqualTo(5_000).isCloseTo(4_768, within(1.0));
    }
}
