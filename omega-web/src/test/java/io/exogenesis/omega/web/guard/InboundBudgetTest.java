package io.exogenesis.omega.web.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InboundBudgetTest {
    private static final long TOTAL = 8 << 20;

    private final InboundBudget budget = new InboundBudget(TOTAL);

    /** Strangers who hold back the end of their bodies must not keep viewers out. */
    @Test
    void strangers_whoTakeAllOfTheirShare_leaveTheRestToTheKnown() {
        List<InboundBudget.Lease> strangers = new ArrayList<>();
        while (true) {
            InboundBudget.Lease one = budget.forStranger();
            if (!one.tryGrow(InboundBudget.MAX_OF_STRANGER)) {
                break;
            }
            strangers.add(one);
        }
        assertThat(strangers).hasSize((int) (TOTAL / 8 / InboundBudget.MAX_OF_STRANGER));
        assertThat(budget.forKnown().tryGrow(TOTAL - TOTAL / 8)).isTrue();
    }

    @Test
    void grow_beyondTheShare_isUnavailableWithATime_andTakesNothing() {
        InboundBudget.Lease lease = budget.forStranger();
        assertThatThrownBy(() -> lease.grow(TOTAL)).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.code()).isEqualTo(Refusal.Code.UNAVAILABLE);
            assertThat(e.retryAfter()).isPositive();
        });
        assertThat(budget.held()).isZero();
    }

    @Test
    void recognised_movesWhatIsHeldToTheLargerShare() {
        InboundBudget.Lease lease = budget.forStranger();
        lease.grow(TOTAL / 8);
        assertThat(budget.forStranger().tryGrow(1)).isFalse();

        assertThat(lease.recognised()).isTrue();

        assertThat(budget.forStranger().tryGrow(1)).isTrue();
        assertThat(lease.tryGrow(TOTAL / 2)).isTrue();
    }

    /** A leak of some bytes a request would close the door for good after some days. */
    @Property(tries = 200)
    void close_afterAnything_givesAllBack(
            @ForAll @Size(max = 30) List<@IntRange(max = 3 << 20) Integer> steps, @ForAll boolean known) {
        InboundBudget own = new InboundBudget(TOTAL);
        try (InboundBudget.Lease lease = own.forStranger()) {
            for (int step : steps) {
                lease.tryGrow(step);
                if (known) {
                    lease.recognised();
                }
                assertThat(own.held()).isLessThanOrEqualTo(TOTAL);
            }
            lease.close();
            assertThat(lease.tryGrow(1)).as("it is over").isFalse();
        }
        assertThat(own.held()).isZero();
    }
}
