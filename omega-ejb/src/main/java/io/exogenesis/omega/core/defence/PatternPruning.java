package io.exogenesis.omega.core.defence;

import io.exogenesis.omega.core.aggregate.ConsensusPreview;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.defence.PruneReport.Candidate;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds patterns that are of little use, and takes them out. Pinned ones stay. */
@Singleton
public class PatternPruning {
    private final GlobalBank bank;
    private final BankStore store;
    private final ConsensusPreview preview;
    private final PatternModeration moderation;
    private final InstantSource clock;

    @Inject
    public PatternPruning(
            GlobalBank bank,
            BankStore store,
            ConsensusPreview preview,
            PatternModeration moderation,
            InstantSource clock) {
        this.bank = bank;
        this.store = store;
        this.preview = preview;
        this.moderation = moderation;
        this.clock = clock;
    }

    /** One pattern as the criteria look at it. */
    public Candidate look(ConsolidatedPattern pattern) {
        return new Facts(store.since(), preview.unusedEpochs()).of(pattern, List.of());
    }

    /** What {@link #prune} would do now; changes nothing. */
    public PruneReport dryRun(PruneRequest request) {
        return find(request, true);
    }

    /**
     * Takes out the worst of those that match, in one action of the log. They leave the bank with the next round.
     *
     * @throws io.exogenesis.omega.core.RefusedException as {@link PatternModeration#remove}; then nothing is taken out
     */
    public PruneReport prune(PruneRequest request, String note, Operator who) {
        PruneReport report = find(request, false);
        if (!report.pruned().isEmpty()) {
            List<PatternId> ids =
                    report.pruned().stream().map(c -> c.pattern().id()).toList();
            moderation.remove(ids, Kind.PRUNE_PATTERNS, ids.size() + ": " + request.text(), note, who);
        }
        return report;
    }

    private PruneReport find(PruneRequest request, boolean dryRun) {
        Facts facts = new Facts(store.since(), preview.unusedEpochs());
        Instant now = clock.instant();
        List<Candidate> matching = new ArrayList<>();
        int pinned = 0;
        // Over the bank, at an operator's request.
        for (ConsolidatedPattern p : bank.contents().patterns()) {
            List<String> reasons = facts.reasons(p, request, now);
            if (!reasons.isEmpty() && !moderation.isRemoved(p.id())) {
                if (moderation.pinned().contains(p.id())) {
                    pinned++;
                } else {
                    matching.add(facts.of(p, reasons));
                }
            }
        }
        matching.sort(Comparator.comparingDouble((Candidate c) -> c.pattern().successRate())
                .thenComparing(c -> c.pattern().id()));
        return new PruneReport(
                dryRun,
                matching.size(),
                pinned,
                matching.stream().limit(request.limit()).toList());
    }

    /** What the bank's patterns do not say of themselves. */
    private record Facts(Map<PatternId, Instant> since, Map<PatternId, Long> unused) {
        Candidate of(ConsolidatedPattern p, List<String> reasons) {
            return new Candidate(p, Optional.ofNullable(since.get(p.id())), unusedOf(p), reasons);
        }

        private long unusedOf(ConsolidatedPattern p) {
            return unused.getOrDefault(p.id(), 0L);
        }

        List<String> reasons(ConsolidatedPattern p, PruneRequest r, Instant now) {
            List<String> reasons = new ArrayList<>();
            if (p.successRate() < r.minQuality().orElse(0)) {
                reasons.add("quality");
            }
            Instant came = since.get(p.id());
            if (came != null
                    && r.maxAge().filter(a -> came.plus(a).isBefore(now)).isPresent()) {
                reasons.add("age");
            }
            if (p.supporters() < r.minSupport().orElse(0)) {
                reasons.add("support");
            }
            if (unusedOf(p) >= r.unusedEpochs().orElse(Integer.MAX_VALUE)) {
                reasons.add("unused");
            }
            return reasons;
        }
    }
}
