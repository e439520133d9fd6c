package io.exogenesis.omega.core.api;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.bank.BankContents;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.distribute.DistributionCall;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tells viewers of the bank's state, and finds out which have it. */
@Singleton
public class Announcements {
    /** Stands for every version of another bank. */
    private static final long OTHER_BANK = -1;

    private final CoreSettings settings;
    private final GlobalBank bank;
    private final BankStore store;
    private final ViewerDirectory viewers;
    private final Consumer<DistributionCall> observers;

    @Inject
    public Announcements(
            CoreSettings settings,
            GlobalBank bank,
            BankStore store,
            ViewerDirectory viewers,
            Event<DistributionCall> event) {
        this(settings, bank, store, viewers, (Consumer<DistributionCall>) event::fire);
    }

    public Announcements(
            CoreSettings settings,
            GlobalBank bank,
            BankStore store,
            ViewerDirectory viewers,
            Consumer<DistributionCall> observers) {
        this.settings = settings;
        this.bank = bank;
        this.store = store;
        this.viewers = viewers;
        this.observers = observers;
    }

    DistributionReport tell(Set<ViewerId> whom, Priority least) {
        for (ViewerId viewer : whom) {
            if (!viewers.mayTakePart(viewer)) {
                throw new RefusedException(Refusal.Code.NOT_FOUND, "there is no viewer " + viewer);
            }
        }
        BankContents now = bank.contents();
        DistributionCall call = new DistributionCall(now.version(), store.head().round(), least, whom);
        observers.accept(call);
        int listening = (int) call.told().stream()
                .filter(subject -> viewers.mayTakePart(new ViewerId(subject)))
                .count();
        return report(whom, now, least, listening);
    }

    private DistributionReport report(Set<ViewerId> whom, BankContents now, Priority least, int listening) {
        long through = through(now, least);
        int[] current = {0};
        Map<Long, Integer> behind = new TreeMap<>(Comparator.reverseOrder());
        // Over every viewer that was heard since the start: a comparison each.
        viewers.activity().each((id, known) -> {
            if (whom.isEmpty() || whom.contains(id)) {
                known.version().ifPresent(v -> {
                    if (isCurrent(v, now.version(), through)) {
                        current[0]++;
                    } else {
                        behind.merge(sameBank(v, now.version()) ? v.number() : OTHER_BANK, 1, Integer::sum);
                    }
                });
            }
        });
        int addressed = whom.isEmpty() ? viewers.count() : whom.size();
        int late = behind.values().stream().mapToInt(Integer::intValue).sum();
        return new DistributionReport(
                settings.server().coordinatorId(),
                now.version(),
                least,
                through,
                addressed,
                listening,
                current[0],
                rows(behind),
                Math.max(0, addressed - current[0] - late));
    }

    /** Removals count as urgent as anything: what is gone must not be shown any more. */
    private static long through(BankContents now, Priority least) {
        if (least == Priority.LOW) {
            return now.version().number();
        }
        return now.patterns().stream()
                .filter(p -> p.priority().compareTo(least) <= 0)
                .mapToLong(ConsolidatedPattern::version)
                .reduce(now.newestRemoval(), Math::max);
    }

    private static boolean isCurrent(BankVersion has, BankVersion now, long through) {
        return sameBank(has, now) && has.number() >= through;
    }

    private static boolean sameBank(BankVersion a, BankVersion b) {
        return a.bankId().equals(b.bankId());
    }

    private static List<DistributionReport.Behind> rows(Map<Long, Integer> behind) {
        List<DistributionReport.Behind> rows = new ArrayList<>();
        behind.forEach((version, n) -> {
            if (rows.size() < DistributionReport.MAX_VERSIONS) {
                rows.add(new DistributionReport.Behind(version, n));
            } else {
                rows.set(
                        rows.size() - 1,
                        new DistributionReport.Behind(version, rows.getLast().viewers() + n));
            }
        });
        return rows;
    }
}
