package io.exogenesis.omega.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.ops.core.AdminClient.Accounting;
import io.exogenesis.omega.viewer.Ledger;
import java.util.List;
import org.junit.jupiter.api.Test;

class BooksTest {
    private static Ledger viewer(long acknowledged, int waiting) {
        return new Ledger(acknowledged, acknowledged, 0, 0, 0, 0, waiting);
    }

    private static Accounting core(long acknowledged, long decided, long pending) {
        return new Accounting(1, acknowledged, decided, 0, 0, pending, 0);
    }

    /** Would catch a comparison of sums: one viewer's loss is not made good by another's double. */
    @Test
    void sum_oneLostAndOneDoubled_areBothCounted() {
        Books lost = Books.of(viewer(8, 0), core(4, 4, 0));
        Books doubled = Books.of(viewer(4, 0), core(8, 8, 0));

        Books all = Books.sum(List.of(lost, doubled, Books.of(viewer(4, 0), core(4, 1, 3))));

        assertThat(all).isEqualTo(new Books(16, 4, 4, 0));
    }

    @Test
    void of_answerThatNeverCame_isUnacknowledgedAndNoDouble() {
        assertThat(Books.of(viewer(4, 4), core(8, 0, 8))).isEqualTo(new Books(4, 0, 0, 4));
    }
}
