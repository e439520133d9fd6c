package io.exogenesis.omega.lab.dst;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.lab.bench.Machine;
import io.exogenesis.omega.simulation.Outcome;
import io.exogenesis.omega.simulation.check.InvariantViolation.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DstReportTest {
    private static final Machine MACHINE = Machine.here(InstantSource.system());

    private static Outcome outcome(long seed, Optional<Outcome.Failure> failure) {
        return new Outcome(seed, 40, 3, 1, 20, 4, 2, 1, 1, 77 * seed, failure, List.of());
    }

    private static Outcome failed(long seed, Kind kind) {
        return outcome(seed, Optional.of(new Outcome.Failure(kind, "step 7: gone")));
    }

    @Test
    void report_failures_countedByKindAndSaidWithTheWayToPlayThemAgain() {
        DstReport.Sum sum = new DstReport.Sum();
        List.of(failed(9, Kind.LOST), outcome(6, Optional.empty()), failed(5, Kind.DOUBLED), failed(8, Kind.LOST))
                .forEach(sum::add);
        DstReport report = sum.report(MACHINE, 5, 1);
        assertThat(report.holds()).isFalse();
        assertThat(report.seeds()).isEqualTo(4);
        assertThat(report.steps()).isEqualTo(160);
        assertThat(report.lost()).isEqualTo(2);
        assertThat(report.doubled()).isEqualTo(1);
        assertThat(report.unequal() + report.broken()).isZero();
        assertThat(report.failures()).extracting(DstReport.Failure::seed).containsExactly(5L, 8L, 9L);
        assertThat(report.lines())
                .contains("seed 5 (DOUBLED): step 7: gone")
                .last()
                .asString()
                .endsWith("./omega lab dst --seeds 1 --seed 5");
    }

    // Seeds run side by side: the order in which they come must not show.
    @Test
    void digest_anotherOrder_same_anotherOutcome_another() {
        DstReport.Sum one = new DstReport.Sum();
        DstReport.Sum other = new DstReport.Sum();
        DstReport.Sum swapped = new DstReport.Sum();
        List.of(outcome(1, Optional.empty()), outcome(2, Optional.empty())).forEach(one::add);
        List.of(outcome(2, Optional.empty()), outcome(1, Optional.empty())).forEach(other::add);
        List.of(outcome(2, Optional.empty()), outcome(3, Optional.empty())).forEach(swapped::add);
        assertThat(other.report(MACHINE, 1, 1).digest())
                .isEqualTo(one.report(MACHINE, 1, 1).digest())
                .isNotEqualTo(swapped.report(MACHINE, 1, 1).digest());
        assertThat(one.report(MACHINE, 1, 1).holds()).isTrue();
    }
}
