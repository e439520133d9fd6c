package io.exogenesis.omega.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.port.BankStore.HistoryBounds;
import io.exogenesis.omega.core.port.BankStore.Removal;
import io.exogenesis.omega.core.port.RoundRecord.ClusterLine;
import io.exogenesis.omega.core.port.RoundRecord.JuryLine;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link BankStore} does. */
public abstract class BankStoreContract {
    private static final int ALL = RoundRecord.MAX_DECISIONS;
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00.123Z");

    protected abstract BankStore store();

    private static RoundRecord round(long n, ClusterLine... lines) {
        return new RoundRecord(n, 2, n % 2 == 0, T0, 17, n, 5, 6, 7, 8, 9, 10, true, 11, 12, 13, 14, List.of(lines));
    }

    private static ClusterLine line(String pattern, int yes) {
        return new ClusterLine(
                Optional.of(pattern),
                4,
                "PROBATION",
                "on probation: 4 distinct viewers agree",
                List.of("Drama", "Sci-Fi"),
                new JuryLine(yes, 2, 3, 34, 75),
                "omega",
                .625);
    }

    private static BankCommit commit(
            BankHead before, List<ConsolidatedPattern> upserts, List<Removal> removals, long forget) {
        BankHead after = new BankHead(
                new BankVersion(before.version().bankId(), before.version().number() + 1),
                before.round() + 1,
                before.epoch() + 1,
                T0.plusSeconds(before.round()),
                100 + before.round(),
                200 + before.round(),
                "round-" + (before.round() + 1),
                before.round() + 1,
                forget);
        ClusterLine line = line("p1", (int) before.round());
        return new BankCommit(before, after, upserts, removals, round(after.round(), line));
    }

    @Test
    void head_ofANewBank_hasARandomIdThatStays() {
        BankHead head = store().head();
        assertThat(head.version().number()).isZero();
        assertThat(head.version().bankId()).hasSizeGreaterThan(20);
        assertThat(head.checkpoint()).isEmpty();
        assertThat(store().head()).isEqualTo(head);
    }

    @Test
    void commit_changesHeadPatternsRemovalsAndHistoryTogether() {
        ConsolidatedPattern p1 = Samples.consolidated("p1", 1);
        ConsolidatedPattern p2 = Samples.consolidated("p2", 1);
        BankCommit first = commit(store().head(), List.of(p1, p2), List.of(), 0);
        store().commit(first);
        assertThat(store().head()).isEqualTo(first.after());
        assertThat(store().patterns()).containsExactlyInAnyOrder(p1, p2);

        ConsolidatedPattern p1b = Samples.consolidated("p1", 2);
        store().commit(commit(store().head(), List.of(p1b), List.of(new Removal(new PatternId("p2"), 2)), 0));
        assertThat(store().patterns()).containsExactly(p1b);
        assertThat(store().removals()).containsExactly(new Removal(new PatternId("p2"), 2));
        assertThat(store().rounds(10, ALL)).extracting(RoundRecord::round).containsExactly(2L, 1L);
        assertThat(store().rounds(1, ALL).getFirst())
                .isEqualTo(commit(first.after(), List.of(), List.of(), 0).round());
    }

    @Test
    void commit_ofAPatternThatCameBack_forgetsItsRemoval() {
        store().commit(commit(store().head(), List.of(Samples.consolidated("p", 1)), List.of(), 0));
        store().commit(commit(store().head(), List.of(), List.of(new Removal(new PatternId("p"), 2)), 0));
        store().commit(commit(store().head(), List.of(Samples.consolidated("p", 3)), List.of(), 0));
        assertThat(store().removals()).isEmpty();
        assertThat(store().patterns()).hasSize(1);
    }

    @Test
    void commit_forgetsOldRemovals() {
        store().commit(commit(store().head(), List.of(), List.of(new Removal(new PatternId("a"), 1)), 0));
        store().commit(commit(store().head(), List.of(), List.of(new Removal(new PatternId("b"), 2)), 1));
        assertThat(store().removals()).containsExactly(new Removal(new PatternId("b"), 2));
    }

    // Two rounds from one head would count contributions twice.
    @Test
    void commit_fromAStaleHead_isRefusedAndChangesNothing() {
        BankHead old = store().head();
        store().commit(commit(old, List.of(Samples.consolidated("p", 1)), List.of(), 0));
        assertThatThrownBy(() -> store().commit(commit(old, List.of(Samples.consolidated("q", 1)), List.of(), 0)))
                .isInstanceOf(StaleRoundException.class);
        assertThat(store().patterns()).hasSize(1);
        assertThat(store().rounds(10, ALL)).hasSize(1);
    }

    @Test
    void relocate_movesPositionsOnly_andNotFromAStaleHead() {
        BankHead before = store().head();
        BankHead moved = new BankHead(before.version(), 0, 0, before.epochStartedAt(), 77, 88, "round-0-at-77", 0, 5);
        store().relocate(before, moved);
        assertThat(store().head()).isEqualTo(moved);
        assertThat(store().rounds(5, ALL)).isEmpty();
        assertThatThrownBy(() -> store().relocate(before, moved)).isInstanceOf(StaleRoundException.class);
        assertThatThrownBy(() -> store().commit(commit(before, List.of(), List.of(), 0)))
                .isInstanceOf(StaleRoundException.class);
    }

    // A Core of five-minute rounds writes a hundred thousand of them a year, with a thousand decisions each.
    @Test
    void forgetHistory_keepsTheNewestWithinAllThreeBounds() {
        for (int i = 0; i < 8; i++) {
            store().commit(commit(store().head(), List.of(), List.of(), 0));
        }
        assertThat(store().forgetHistory(new HistoryBounds(100, 100, 100), 1_000))
                .isZero();
        assertThat(store().forgetHistory(new HistoryBounds(6, 4, 100), 1_000)).isEqualTo(4 + 2);
        assertThat(store().rounds(10, ALL)).extracting(RoundRecord::round).containsExactly(8L, 7L, 6L, 5L, 4L, 3L);
        assertThat(withDecisions()).containsExactly(8L, 7L, 6L, 5L);
        assertThat(store().forgetHistory(new HistoryBounds(6, 4, 2), 1_000)).isEqualTo(2);
        assertThat(withDecisions()).containsExactly(8L, 7L);
        assertThat(store().forgetHistory(new HistoryBounds(6, 4, 0), 1_000)).isEqualTo(1);
        assertThat(withDecisions()).containsExactly(8L);
        assertThat(store().decisions(new PatternId("p1"), 10)).hasSize(1);
    }

    private List<Long> withDecisions() {
        return store().rounds(10, ALL).stream()
                .filter(r -> !r.decisions().isEmpty())
                .map(RoundRecord::round)
                .toList();
    }

    @Test
    void rounds_readNoMoreDecisionsThanAsked() {
        BankHead head = store().head();
        BankCommit one = commit(head, List.of(), List.of(), 0);
        store().commit(new BankCommit(
                head, one.after(), List.of(), List.of(), round(1, line("a", 3), line("b", 2), line("c", 1))));
        assertThat(store().rounds(1, 2).getFirst().decisions()).containsExactly(line("a", 3), line("b", 2));
        assertThat(store().rounds(1, 0).getFirst().decisions()).isEmpty();
    }

    // The head was compared before it was written, so both could pass, and one round's positions were lost.
    @Test
    void relocate_twiceAtOnceFromOneHead_onlyOnePasses() throws InterruptedException {
        for (int i = 1; i <= 30; i++) {
            BankHead before = store().head();
            AtomicInteger passed = new AtomicInteger();
            List<Thread> both = new ArrayList<>();
            CountDownLatch go = new CountDownLatch(1);
            for (int t = 0; t < 2; t++) {
                long position = 10L * i + t;
                both.add(Thread.ofPlatform().start(() -> {
                    try {
                        go.await();
                        store().relocate(before, at(before, position));
                        passed.incrementAndGet();
                    } catch (StaleRoundException | InterruptedException e) {
                        // the other was faster
                    }
                }));
            }
            go.countDown();
            for (Thread t : both) {
                t.join();
            }
            assertThat(passed).hasValue(1);
        }
    }

    private static BankHead at(BankHead h, long position) {
        return new BankHead(
                h.version(),
                h.round(),
                h.epoch(),
                h.epochStartedAt(),
                position,
                position,
                "at-" + position,
                h.itemModel(),
                h.forgotten());
    }

    // "Why is this in the bank?" is asked of a pattern, not of a round; also after it has left.
    @Test
    void decisions_ofAPattern_newestFirstWithTheirRound() {
        BankHead first = store().head();
        store().commit(commit(first, List.of(Samples.consolidated("p1", 1)), List.of(), 0));
        store().commit(commit(store().head(), List.of(), List.of(new Removal(new PatternId("p1"), 2)), 0));
        List<PatternDecision> found = store().decisions(new PatternId("p1"), 10);
        assertThat(found)
                .containsExactly(
                        new PatternDecision(2, 2, T0, line("p1", 1)), new PatternDecision(1, 2, T0, line("p1", 0)));
        assertThat(store().decisions(new PatternId("p1"), 1)).containsExactly(found.getFirst());
        assertThat(store().decisions(new PatternId("p2"), 10)).isEmpty();
    }

    @Test
    void commit_ofManyPatterns_keepsAll() {
        List<ConsolidatedPattern> many = IntStream.range(0, 700)
                .mapToObj(i -> Samples.consolidated("p" + i, 1))
                .toList();
        store().commit(commit(store().head(), many, List.of(), 0));
        assertThat(store().patterns()).containsExactlyInAnyOrderElementsOf(many);
    }

    @Test
    void since_patternThatIsChangedLater_keepsTheTimeAtWhichItCame() {
        store().commit(commit(store().head(), List.of(Samples.consolidated("p", 1)), List.of(), 0));
        Map<PatternId, Instant> first = store().since();
        assertThat(first).isEqualTo(Map.of(new PatternId("p"), T0));
        BankCommit changed = commit(
                store().head(), List.of(Samples.consolidated("p", 2), Samples.consolidated("q", 2)), List.of(), 0);
        RoundRecord r = changed.round();
        RoundRecord later = new RoundRecord(
                r.round(), 2, false, T0.plusSeconds(60), 17, 2, 5, 6, 7, 8, 9, 10, true, 11, 12, 13, 14, List.of());
        store().commit(new BankCommit(changed.before(), changed.after(), changed.upserts(), List.of(), later));
        assertThat(store().since()).isEqualTo(Map.of(new PatternId("p"), T0, new PatternId("q"), T0.plusSeconds(60)));
    }

    @Test
    void round_byItsNumber_hasItsDecisions() {
        BankCommit first = commit(store().head(), List.of(), List.of(), 0);
        store().commit(first);
        store().commit(commit(store().head(), List.of(), List.of(), 0));
        assertThat(store().round(1)).contains(first.round());
        assertThat(store().round(9)).isEmpty();
    }

    @Test
    void renew_emptiesTheBankUnderItsNewId_andKeepsTheHistory() {
        store().commit(commit(store().head(), List.of(Samples.consolidated("p", 1)), List.of(), 0));
        store().commit(commit(store().head(), List.of(), List.of(new Removal(new PatternId("q"), 2)), 0));
        BankHead before = store().head();
        BankHead after = new BankHead(
                new BankVersion("another", 0),
                before.round(),
                before.epoch(),
                before.epochStartedAt(),
                900,
                900,
                "renewed",
                0,
                0);
        store().renew(before, after);
        assertThat(store().head()).isEqualTo(after);
        assertThat(store().patterns()).isEmpty();
        assertThat(store().removals()).isEmpty();
        assertThat(store().since()).isEmpty();
        assertThat(store().rounds(10, 0)).hasSize(2);
        assertThatThrownBy(() -> store().renew(before, after)).isInstanceOf(StaleRoundException.class);
        store().commit(commit(store().head(), List.of(Samples.consolidated("p", 1)), List.of(), 0));
        assertThat(store().patterns()).hasSize(1);
    }
}
