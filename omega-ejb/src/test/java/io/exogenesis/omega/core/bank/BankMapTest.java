package io.exogenesis.omega.core.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import java.util.List;
import org.junit.jupiter.api.Test;

class BankMapTest {
    private static ConsolidatedPattern pattern(String id, double success, int supporters) {
        ConsolidatedPattern any = Samples.consolidated("any", 1);
        return ConsolidatedPattern.builder(new PatternId(id), any.taskType(), any.embedding())
                .successRate(success)
                .context(any.context())
                .supporters(supporters)
                .reputationMass(1)
                .admission(any.admission())
                .priority(any.priority())
                .version(1)
                .model(any.model())
                .build();
    }

    @Test
    void count_atTheEdges_isInOneCellEach() {
        BankMap map = new BankMap(List.of(
                pattern("a", 0, 1),
                pattern("b", .1, 3),
                pattern("c", .09999, 3),
                pattern("d", 1, 99),
                pattern("e", .95, 100),
                pattern("f", .95, 5_000)));

        assertThat(map.count(0, 0)).as("fewer than three count with three").isEqualTo(2);
        assertThat(map.count(1, 0)).isEqualTo(1);
        assertThat(map.count(9, 5)).as("1 belongs to the last column").isEqualTo(1);
        assertThat(map.count(9, 6)).isEqualTo(2);
        int all = 0;
        for (int q = 0; q < BankMap.QUALITIES; q++) {
            for (int s = 0; s < BankMap.SUPPORTS.size(); s++) {
                all += map.count(q, s);
            }
        }
        assertThat(all).isEqualTo(6);
    }

    @Test
    void patterns_ofACell_comeByTheirSupportersAndNoMoreThanAskedFor() {
        BankMap map = new BankMap(List.of(pattern("few", .5, 6), pattern("most", .5, 9), pattern("more", .5, 8)));

        assertThat(map.patterns(5, 2, 2)).extracting(p -> p.id().value()).containsExactly("most", "more");
        assertThat(map.patterns(0, 0, 2)).isEmpty();
    }
}
