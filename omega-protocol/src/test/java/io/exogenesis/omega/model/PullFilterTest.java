package io.exogenesis.omega.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PullFilterTest {
    private static ConsolidatedPattern pattern(String id, TaskType type, double rate) {
        float[] vector = new float[Embedding.DIMENSIONS];
        vector[0] = 1;
        return ConsolidatedPattern.builder(new PatternId(id), type, Embedding.of(vector))
                .successRate(rate)
                .supporters(3)
                .version(1)
                .build();
    }

    @Test
    void wants_byKindAndQuality_bothHaveToMatch() {
        PullFilter filter = PullFilter.ALL
                .withTaskTypes(Set.of(TaskType.PREFERENCE, TaskType.DISCOVERY))
                .withMinSuccessRate(.8);
        assertThat(filter.wants(pattern("a", TaskType.PREFERENCE, .8))).isTrue();
        assertThat(filter.wants(pattern("b", TaskType.DISCOVERY, .9))).isTrue();
        assertThat(filter.wants(pattern("c", TaskType.PREFERENCE, .79))).isFalse();
        assertThat(filter.wants(pattern("d", TaskType.BEHAVIOR, .9))).isFalse();
        assertThat(PullFilter.ALL.wants(pattern("e", TaskType.BEHAVIOR, 0))).isTrue();
    }

    // Left out instead of removed, a pattern that got worse would stay with the viewer as it was.
    @Test
    void of_aPage_whatIsNotWantedIsRemoved() {
        BankVersion at = new BankVersion("bank", 3);
        ConsolidatedPattern good = pattern("good", TaskType.PREFERENCE, .9);
        BankDelta page = new BankDelta(
                at,
                at,
                true,
                List.of(pattern("poor", TaskType.PREFERENCE, .5), good),
                List.of(new PatternId("gone")),
                true);
        assertThat(PullFilter.ALL.withMinSuccessRate(.8).of(page))
                .isEqualTo(new BankDelta(
                        at, at, true, List.of(good), List.of(new PatternId("gone"), new PatternId("poor")), true));
        assertThat(PullFilter.ALL.of(page)).isSameAs(page);
    }

    @Test
    void filter_ofARateOutsideOfItsRange_isRefused() {
        for (double rate : new double[] {-.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> PullFilter.ALL.withMinSuccessRate(rate))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("" + rate);
        }
    }
}
