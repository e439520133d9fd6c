package io.exogenesis.omega.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.ops.core.AdminClient.Accounting;
import io.exogenesis.omega.viewer.Ledger;
import org.junit.jupiter.api.Test;

class AccountingCheckTest {
    private static Ledger agent(long acknowledged, int pending) {
        return new Ledger(acknowledged, acknowledged, 0, 0, 0, 0, pending);
    }

    private static Accounting core(long acknowledged, long admitted, long expired, long pending) {
        return new Accounting(1, acknowledged, admitted, 0, expired, pending, 0);
    }

    @Test
    void books_allDecided_nothingLostNothingDoubled() {
        assertThat(AccountingCheck.lost(agent(5, 0), core(5, 3, 2, 0))).isZero();
        assertThat(AccountingCheck.doubled(agent(5, 0), core(5, 3, 2, 0))).isZero();
    }

    @Test
    void lost_coreMissesOrForgets_counted() {
        assertThat(AccountingCheck.lost(agent(5, 0), core(3, 3, 0, 0))).isEqualTo(2);
        assertThat(AccountingCheck.lost(agent(5, 0), core(5, 3, 0, 1))).isEqualTo(1);
    }

    @Test
    void doubled_coreCountsMoreThanWasMade_counted() {
        assertThat(AccountingCheck.doubled(agent(5, 0), core(6, 6, 0, 0))).isEqualTo(1);
        assertThat(AccountingCheck.doubled(agent(5, 0), core(5, 5, 1, 0))).isEqualTo(1);
    }

    /** An answer that was lost on the way: the Core has it, the agent will hear of it with the next sync. */
    @Test
    void doubled_answerOnItsWay_isNoDouble() {
        assertThat(AccountingCheck.doubled(agent(4, 1), core(5, 5, 0, 0))).isZero();
    }
}
