package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.ingest.LedgerSnapshot;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.insight.ReceivedSample;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.LogEntry.Kind;
import io.exogenesis.omega.learning.round.OutcomeRow;
import io.exogenesis.omega.learning.round.PatternVote;
import io.exogenesis.omega.learning.round.RoundInput;
import io.exogenesis.omega.learning.round.SampleRow;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.ContentSpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The raw contributions of an epoch as the log tells them: each (viewer, seq) once, without what was withdrawn. They are read
 * for a round and held no longer.
 */
final class EpochContributions {
    private final SequencedMap<ViewerId, TreeMap<Long, LogEntry.Received>> byViewer = new LinkedHashMap<>();

    private final Map<ViewerId, Map<Kind, Long>> withdrawals = new HashMap<>();
    private int withdrawn;

    private EpochContributions() {}

    /** Reads the log from the epoch's start up to the snapshot's position. */
    static EpochContributions read(ContributionLog log, BankHead head, LedgerSnapshot books) {
        EpochContributions epoch = new EpochContributions();
        log.replay(head.epochStart(), books.position(), (position, entry) -> epoch.take(entry));
        return epoch;
    }

    private void take(LogEntry entry) {
        switch (entry) {
            case LogEntry.Received r -> {
                // In whichever order they stand: a compaction may write an entry again behind its withdrawal.
                if (r.contribution().seq() <= withdrawnThrough(r)) {
                    withdrawn++;
                } else {
                    byViewer.computeIfAbsent(r.viewer(), v -> new TreeMap<>())
                            .putIfAbsent(r.contribution().seq(), r);
                }
            }
            case LogEntry.Settled s -> {}
            case LogEntry.Withdrawn w -> withdraw(w);
        }
    }

    private long withdrawnThrough(LogEntry.Received r) {
        return withdrawals
                .getOrDefault(r.viewer(), Map.of())
                .getOrDefault(LogEntry.kindOf(r.contribution().payload()), 0L);
    }

    private void withdraw(LogEntry.Withdrawn w) {
        Map<Kind, Long> through = withdrawals.computeIfAbsent(w.viewer(), v -> new EnumMap<>(Kind.class));
        w.kinds().forEach(kind -> through.merge(kind, w.throughSeq(), Math::max));
        TreeMap<Long, LogEntry.Received> of = byViewer.getOrDefault(w.viewer(), new TreeMap<>());
        int before = of.size();
        of.values().removeIf(r -> r.contribution().seq() <= withdrawnThrough(r));
        withdrawn += before - of.size();
    }

    /** Contributions that the log holds and that do not count any more. */
    int withdrawn() {
        return withdrawn;
    }

    /** What counts, to be written elsewhere. */
    List<LogEntry> live() {
        return byViewer.values().stream()
                .flatMap(of -> of.values().stream())
                .<LogEntry>map(r -> r)
                .toList();
    }

    /** Samples as trends and discoveries want them, with the day only, of viewers who have a reputation. */
    List<ReceivedSample> samples(LedgerSnapshot books, Function<ViewerId, String> pseudonyms) {
        List<ReceivedSample> out = new ArrayList<>();
        byViewer.forEach((viewer, of) -> {
            if (books.reputation(viewer) > 0) {
                String pseudonym = pseudonyms.apply(viewer);
                for (LogEntry.Received r : of.values()) {
                    if (r.contribution().payload() instanceof Contribution.OfSample s) {
                        out.add(new ReceivedSample(
                                pseudonym, r.contribution().seq(), Insights.day(r.at()), s.sample()));
                    }
                }
            }
        });
        return out;
    }

    /** As the round wants them. */
    RoundInput input(
            LedgerSnapshot books,
            Function<ViewerId, String> pseudonyms,
            ContentSpace content,
            boolean endOfEpoch,
            Instant now) {
        List<PatternVote> votes = new ArrayList<>();
        List<SampleRow> rows = new ArrayList<>();
        List<OutcomeRow> outcomes = new ArrayList<>();
        for (Map.Entry<ViewerId, TreeMap<Long, LogEntry.Received>> e : byViewer.entrySet()) {
            ViewerId viewer = e.getKey();
            String pseudonym = pseudonyms.apply(viewer);
            double reputation = books.reputation(viewer);
            long age = books.age(viewer);
            for (LogEntry.Received r : e.getValue().values()) {
                long seq = r.contribution().seq();
                switch (r.contribution().payload()) {
                    case Contribution.OfPattern p ->
                        votes.add(new PatternVote(viewer, pseudonym, seq, p.pattern(), reputation, r.at(), age));
                    case Contribution.OfSample s ->
                        rows.add(new SampleRow(viewer, pseudonym, seq, s.sample(), reputation));
                    case Contribution.OfOutcomes o ->
                        outcomes.add(new OutcomeRow(viewer, pseudonym, seq, o.outcomes(), reputation));
                    case Contribution.OfSession s -> {}
                }
            }
        }
        return new RoundInput(votes, rows, outcomes, content, endOfEpoch, now);
    }
}
