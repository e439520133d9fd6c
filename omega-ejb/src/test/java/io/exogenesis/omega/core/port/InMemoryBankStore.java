package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The bank in maps, for tests of the rules above it. A commit is one step: all of it or nothing. */
public class InMemoryBankStore implements BankStore {
    private BankHead head = new BankHead(
            new BankVersion(UUID.randomUUID().toString(), 0),
            0,
            0,
            Instant.parse("2026-03-01T12:00:00Z"),
            0,
            0,
            "",
            0,
            0);
    private final Map<PatternId, ConsolidatedPattern> patterns = new LinkedHashMap<>();
    private final Map<PatternId, Instant> since = new LinkedHashMap<>();
    private final Map<PatternId, Removal> removals = new LinkedHashMap<>();
    private final List<RoundRecord> rounds = new ArrayList<>();
    private boolean failing;

    /** The next commits fail before they change anything. */
    public synchronized void failCommits(boolean fail) {
        failing = fail;
    }

    @Override
    public synchronized BankHead head() {
        return head;
    }

    @Override
    public synchronized List<ConsolidatedPattern> patterns() {
        return List.copyOf(patterns.values());
    }

    @Override
    public synchronized Map<PatternId, Instant> since() {
        return Map.copyOf(since);
    }

    @Override
    public synchronized Optional<RoundRecord> round(long number) {
        return rounds.stream().filter(r -> r.round() == number).findFirst();
    }

    @Override
    public synchronized List<Removal> removals() {
        return List.copyOf(removals.values());
    }

    @Override
    public synchronized List<RoundRecord> rounds(int limit, int decisions) {
        return rounds.reversed().stream()
                .limit(limit)
                .map(r ->
                        withDecisions(r, r.decisions().stream().limit(decisions).toList()))
                .toList();
    }

    private static RoundRecord withDecisions(RoundRecord r, List<RoundRecord.ClusterLine> decisions) {
        return new RoundRecord(
                r.round(),
                r.epoch(),
                r.endOfEpoch(),
                r.startedAt(),
                r.durationMs(),
                r.bankVersion(),
                r.viewers(),
                r.votes(),
                r.clusters(),
                r.bankPatterns(),
                r.rows(),
                r.items(),
                r.itemModelPublished(),
                r.admitted(),
                r.refused(),
                r.waiting(),
                r.expired(),
                decisions);
    }

    @Override
    public synchronized int forgetHistory(HistoryBounds keep, int most) {
        long newest = rounds.isEmpty() ? 0 : rounds.getLast().round();
        int before = rows();
        int kept = 0;
        for (int i = rounds.size() - 1; i >= 0; i--) {
            RoundRecord r = rounds.get(i);
            kept += r.decisions().size();
            boolean tooOld = r.round() <= newest - keep.decisionRounds();
            if (tooOld || (kept > keep.decisions() && r.round() < newest)) {
                kept = Integer.MAX_VALUE / 2;
                rounds.set(i, withDecisions(r, List.of()));
            }
        }
        rounds.removeIf(r -> r.round() <= newest - keep.rounds());
        return Math.min(most, before - rows());
    }

    private int rows() {
        return rounds.stream().mapToInt(r -> 1 + r.decisions().size()).sum();
    }

    @Override
    public synchronized List<PatternDecision> decisions(PatternId pattern, int limit) {
        return rounds.reversed().stream()
                .flatMap(r -> r.decisions().stream()
                        .filter(d -> d.pattern().filter(pattern.value()::equals).isPresent())
                        .map(d -> new PatternDecision(r.round(), r.epoch(), r.startedAt(), d)))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void commit(BankCommit commit) {
        if (failing) {
            throw new IllegalStateException("the database is away");
        }
        if (!commit.before().equals(head)) {
            throw new StaleRoundException("stale");
        }
        head = commit.after();
        commit.upserts().forEach(p -> {
            patterns.put(p.id(), p);
            since.putIfAbsent(p.id(), commit.round().startedAt());
            removals.remove(p.id());
        });
        commit.removals().forEach(r -> {
            patterns.remove(r.id());
            since.remove(r.id());
            removals.put(r.id(), r);
        });
        removals.values().removeIf(r -> r.version() <= commit.after().forgotten());
        rounds.add(commit.round());
    }

    @Override
    public synchronized void renew(BankHead before, BankHead after) {
        relocate(before, after);
        patterns.clear();
        removals.clear();
        since.clear();
    }

    @Override
    public synchronized void relocate(BankHead before, BankHead after) {
        if (!before.equals(head)) {
            throw new StaleRoundException("stale");
        }
        head = after;
    }
}
