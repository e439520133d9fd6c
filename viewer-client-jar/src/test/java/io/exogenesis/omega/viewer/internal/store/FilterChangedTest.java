package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.model.TaskType;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterChangedTest {
    private static final PullFilter GOOD = PullFilter.ALL.withMinSuccessRate(.8);
    private static final BankVersion THREE = new BankVersion("bank", 3);

    private static ConsolidatedPattern pattern(double rate) {
        float[] vector = new float[Embedding.DIMENSIONS];
        vector[0] = 1;
        return ConsolidatedPattern.builder(new PatternId("p" + rate), TaskType.PREFERENCE, Embedding.of(vector))
                .successRate(rate)
                .supporters(3)
                .version(3)
                .build();
    }

    private static AgentState pulled(PullFilter filter, ConsolidatedPattern... patterns) {
        AgentState state = new AgentState(100);
        state.apply(new AgentRecord.FilterChanged(filter));
        state.apply(new AgentRecord.BankPage(
                new BankDelta(BankVersion.NONE, THREE, true, List.of(patterns), List.of(), false)));
        return state;
    }

    // A snapshot without it would be a copy that lacks something and does not know; one behind the pages would lose the
    // cursor.
    @Test
    void toRecords_ofAFilteredCopy_keepFilterCursorAndPatterns() {
        AgentState state = pulled(GOOD, pattern(.9));
        AgentState again = new AgentState(100);
        state.toRecords().forEach(again::apply);
        assertThat(again.filter()).isEqualTo(GOOD);
        assertThat(again.bank()).isEqualTo(THREE);
        assertThat(again.bankPatterns()).isEqualTo(state.bankPatterns()).hasSize(1);
    }

    @Test
    void apply_anotherFilter_dropsWhatItExcludes_andTheCursor() {
        AgentState state = pulled(PullFilter.ALL, pattern(.7), pattern(.9));
        long changes = state.patternChanges();
        state.apply(new AgentRecord.FilterChanged(GOOD));
        assertThat(state.bankPatterns()).containsExactly(pattern(.9));
        assertThat(state.bank()).isEqualTo(BankVersion.NONE);
        assertThat(state.patternChanges()).isGreaterThan(changes);
    }
}
