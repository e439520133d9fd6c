package io.exogenesis.omega.lab.heal;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.lab.heal.fault.FaultClass;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlannedFaultTest {
    private static final List<FaultClass> ALL = List.of(FaultClass.values());

    /** Would catch a mode, or a resumed run, that meets other faults than the one it is compared with. */
    @Test
    void plan_sameSeed_isTheSameList_andAnotherSeedAnother() {
        assertThat(PlannedFault.plan(ALL, 50, 7)).isEqualTo(PlannedFault.plan(ALL, 50, 7));
        assertThat(PlannedFault.plan(ALL, 50, 7)).isNotEqualTo(PlannedFault.plan(ALL, 50, 8));
    }

    @Test
    void plan_isSpreadEvenlyOverTheClasses_andNumberedFromOne() {
        List<PlannedFault> plan = PlannedFault.plan(ALL, 10 * ALL.size(), 1);
        assertThat(plan.stream().collect(Collectors.groupingBy(PlannedFault::kind, Collectors.counting())))
                .hasSize(ALL.size())
                .allSatisfy((kind, times) -> assertThat(times).isEqualTo(10));
        assertThat(plan).extracting(PlannedFault::number).startsWith(1, 2, 3).doesNotHaveDuplicates();
        assertThat(plan.stream().map(PlannedFault::seed).collect(Collectors.groupingBy(Function.identity())))
                .hasSameSizeAs(plan);
    }

    /** Would catch the longer of two plans that has other faults than the shorter one from the beginning on. */
    @Test
    void plan_ofFewer_isTheBeginningOfTheLonger() {
        assertThat(PlannedFault.plan(ALL, 40, 3))
                .startsWith(PlannedFault.plan(ALL, 13, 3).toArray(PlannedFault[]::new));
    }
}
