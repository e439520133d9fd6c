package io.exogenesis.omega.lab.simulate;

import io.exogenesis.omega.lab.demo.AccountingCheck;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminClient;
import io.exogenesis.omega.viewer.Ledger;
import java.util.List;

/**
 * The viewers' ledgers against the Core's books, viewer by viewer: sums could hide a loss behind a double.
 *
 * @param acknowledged of all viewers' ledgers, earlier runs included
 */
record Books(long acknowledged, long lost, long doubled, long unacknowledged) {
    private static final int AT_ONCE = 16;

    static Books compared(List<SimViewer> viewers, AdminClient admin, Terminal terminal) {
        try (Workers workers = new Workers(AT_ONCE);
                Progress progress = terminal.progress("ledgers compared", viewers.size())) {
            return sum(workers.all(viewers, viewer -> {
                Books one = of(viewer.ledger(), admin.accounting(new ViewerId(viewer.id())));
                progress.step();
                return one;
            }));
        }
    }

    static Books of(Ledger viewer, AdminClient.Accounting core) {
        return new Books(
                viewer.acknowledged(),
                AccountingCheck.lost(viewer, core),
                AccountingCheck.doubled(viewer, core),
                viewer.pending());
    }

    static Books sum(List<Books> all) {
        return new Books(
                all.stream().mapToLong(Books::acknowledged).sum(),
                all.stream().mapToLong(Books::lost).sum(),
                all.stream().mapToLong(Books::doubled).sum(),
                all.stream().mapToLong(Books::unacknowledged).sum());
    }
}
