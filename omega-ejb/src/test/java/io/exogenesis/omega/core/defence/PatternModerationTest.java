package io.exogenesis.omega.core.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What an operator says about patterns, from the word to the viewers' delta. */
class PatternModerationTest {
    private static final Operator JANE = new Operator("admin", "jane");

    private CoreFixture core = CoreFixture.inMemory();
    private final List<Registration> viewers = new ArrayList<>();
    private final List<Long> next = new ArrayList<>();

    PatternModerationTest() {
        core.importTitles(10);
        for (int i = 0; i < 3; i++) {
            viewers.add(core.register());
            next.add(1L);
        }
    }

    /** Three viewers push near the same taste. */
    private void vote(long taste, double quality) {
        for (int i = 0; i < viewers.size(); i++) {
            SyncSession session = core.session(viewers.get(i));
            long seq = next.get(i);
            core.push(session, Samples.pattern(seq, Samples.near(taste, 100 + i), quality));
            next.set(i, seq + 1);
        }
    }

    private PatternId bankOfOne() {
        vote(7, .9);
        core.rounds.runNow(false);
        return only().id();
    }

    private ConsolidatedPattern only() {
        assertThat(core.bank.contents().patterns()).hasSize(1);
        return core.bank.contents().patterns().getFirst();
    }

    private static void refused(Refusal.Code code, ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    // The votes behind it are still there: without the refusal of its like the next round would make it again under
    // another id.
    @Test
    void remove_withVotesOfTheEpochBehindIt_leavesWithTheNextVersionAndDoesNotComeBack() {
        PatternId id = bankOfOne();
        BankVersion before = core.bank.contents().version();
        core.patterns.remove(id, "wrong", JANE);
        assertThat(core.bank.pattern(id)).isPresent();

        RoundRecord round = core.rounds.runNow(false);
        assertThat(core.bank.contents().patterns()).isEmpty();
        BankDelta delta = core.bank.contents().deltaSince(before, 100, PullFilter.ALL);
        assertThat(delta.snapshot()).isFalse();
        assertThat(delta.removals()).containsExactly(id);
        assertThat(round.decisions())
                .singleElement()
                .satisfies(d -> assertThat(d.reason()).startsWith("taken out by the operator"));
        assertThat(core.operatorLog.page(Long.MAX_VALUE, 1).getFirst().kind()).isEqualTo(Kind.REMOVE_PATTERN);

        vote(7, .95);
        core.rounds.runNow(false);
        assertThat(core.bank.contents().patterns()).isEmpty();
    }

    // The state at the epoch's beginning has it still: a restart in the middle of the epoch must not bring it back.
    @Test
    void remove_ofAnEarlierEpochsPattern_staysAwayOverRestartAndEndOfEpoch() {
        PatternId id = bankOfOne();
        core.rounds.runNow(true);
        assertThat(only().id()).isEqualTo(id);
        core.patterns.remove(id, "", JANE);
        core = core.killAndRestart();
        core.rounds.runNow(false);
        assertThat(core.bank.contents().patterns()).isEmpty();
        long version = core.bank.contents().version().number();

        core = core.killAndRestart();
        core.rounds.runNow(false);
        assertThat(core.bank.contents().version().number()).isEqualTo(version);
        assertThat(core.patternOrders.removals()).hasSize(1);
        core.rounds.runNow(true);
        assertThat(core.patternOrders.removals()).isEmpty();

        core = core.killAndRestart();
        vote(7, .9);
        core.rounds.runNow(false);
        assertThat(core.bank.contents().patterns()).isEmpty();
    }

    // A refusal for ever would be a ban that nobody can lift.
    @Test
    void remove_manyEpochsLater_itsLikeMayEnterAgain() {
        PatternId id = bankOfOne();
        core.patterns.remove(id, "", JANE);
        int epochs = 0;
        do {
            core.rounds.runNow(true);
            core.clock.advance(Duration.ofMinutes(2));
            vote(7, .9);
            core.rounds.runNow(false);
            epochs++;
        } while (core.bank.contents().patterns().isEmpty() && epochs < 40);
        assertThat(core.bank.contents().patterns()).hasSize(1);
        assertThat(epochs).isBetween(2, 39);
    }

    @Test
    void pin_supportExpires_staysInTheBankUntilUnpinned() {
        PatternId pinned = bankOfOne();
        vote(8, .9);
        core.rounds.runNow(false);
        core.patterns.pin(pinned, "premiere", JANE);
        core = core.killAndRestart();
        for (int epoch = 0; epoch < 40; epoch++) {
            core.rounds.runNow(true);
        }
        assertThat(only().id()).isEqualTo(pinned);
        assertThat(core.patterns.pin(pinned))
                .hasValueSatisfying(p -> assertThat(p.note()).isEqualTo("premiere"));
        core.patterns.unpin(pinned, "", JANE);
        for (int epoch = 0; epoch < 40; epoch++) {
            core.rounds.runNow(true);
        }
        assertThat(core.bank.contents().patterns()).isEmpty();
    }

    @Test
    void pinAndRemove_unknownOrPinned_areRefused() {
        PatternId nobody = new PatternId("nobody");
        refused(Refusal.Code.NOT_FOUND, () -> core.patterns.pin(nobody, "", JANE));
        refused(Refusal.Code.NOT_FOUND, () -> core.patterns.remove(nobody, "", JANE));
        PatternId id = bankOfOne();
        core.patterns.pin(id, "", JANE);
        refused(Refusal.Code.MALFORMED, () -> core.patterns.remove(id, "", JANE));
        refused(Refusal.Code.MALFORMED, () -> core.patterns.pin(id, "a\nb", JANE));
    }

    private static PruneRequest quality(double min, int limit) {
        return new PruneRequest(
                OptionalDouble.of(min), Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), limit);
    }

    @Test
    void prune_dryRun_changesNothing_andTheRunTakesTheWorstFirstAndNoPinnedOne() {
        vote(7, .9);
        vote(8, .72);
        vote(9, .75);
        vote(10, .74);
        core.rounds.runNow(false);
        List<ConsolidatedPattern> all = core.bank.contents().patterns().stream()
                .sorted(java.util.Comparator.comparingDouble(ConsolidatedPattern::successRate))
                .toList();
        assertThat(all).hasSize(4);
        double limit = (all.get(2).successRate() + all.get(3).successRate()) / 2;
        core.patterns.pin(all.get(1).id(), "", JANE);

        PruneReport dry = core.pruning.dryRun(quality(limit, 1));
        assertThat(dry.matching()).isEqualTo(2);
        assertThat(dry.pinned()).isEqualTo(1);
        assertThat(dry.pruned()).singleElement().satisfies(c -> {
            assertThat(c.pattern().id()).isEqualTo(all.getFirst().id());
            assertThat(c.reasons()).containsExactly("quality");
            assertThat(c.since()).isPresent();
        });
        core.rounds.runNow(false);
        assertThat(core.bank.size()).isEqualTo(4);

        core.pruning.prune(quality(limit, 1), "spring", JANE);
        assertThat(core.pruning.dryRun(quality(limit, 9)).matching()).isEqualTo(1);
        core.pruning.prune(quality(limit, 9), "", JANE);
        core.rounds.runNow(false);
        assertThat(core.bank.contents().patterns())
                .extracting(ConsolidatedPattern::id)
                .containsExactlyInAnyOrder(all.get(1).id(), all.get(3).id());
        assertThat(core.operatorLog.page(Long.MAX_VALUE, 2).getLast()).satisfies(a -> {
            assertThat(a.kind()).isEqualTo(Kind.PRUNE_PATTERNS);
            assertThat(a.subject()).startsWith("1: quality<");
        });
    }

    @Test
    void prune_byAgeSupportAndDisuse_findsThem() {
        PatternId id = bankOfOne();
        assertThat(core.pruning.dryRun(request(Duration.ofHours(1), 0, 9)).matching())
                .isZero();
        core.clock.advance(Duration.ofHours(1).plusSeconds(1));
        assertThat(core.pruning
                        .dryRun(request(Duration.ofHours(1), 0, 9))
                        .pruned()
                        .getFirst()
                        .reasons())
                .containsExactly("age");
        assertThat(core.pruning
                        .dryRun(request(Duration.ofDays(1), 4, 9))
                        .pruned()
                        .getFirst()
                        .reasons())
                .containsExactly("support");
        core.rounds.runNow(true);
        core.rounds.runNow(true);
        assertThat(core.pruning.dryRun(request(Duration.ofDays(1), 0, 3)).matching())
                .isZero();
        core.rounds.runNow(true);
        assertThat(core.pruning.dryRun(request(Duration.ofDays(1), 0, 3)).pruned())
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.pattern().id()).isEqualTo(id);
                    assertThat(c.unusedEpochs()).isEqualTo(3);
                    assertThat(c.reasons()).containsExactly("unused");
                });
        refused(
                Refusal.Code.MALFORMED,
                () -> new PruneRequest(
                        OptionalDouble.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), 1));
    }

    private static PruneRequest request(Duration age, int support, int unused) {
        return new PruneRequest(
                OptionalDouble.empty(), Optional.of(age), OptionalInt.of(support), OptionalInt.of(unused), 10);
    }

    /** More patterns than can be pinned. */
    private static final class FullBank extends InMemoryBankStore {
        @Override
        public synchronized List<ConsolidatedPattern> patterns() {
            return IntStream.rangeClosed(0, PatternModeration.MAX_PINS)
                    .mapToObj(i -> Samples.consolidated("p" + i, 1))
                    .toList();
        }
    }

    @Test
    void pin_beyondTheBound_isRefusedUntilOneIsReleased() {
        CoreFixture full = CoreFixture.over(
                new InMemoryViewerStore(),
                new FullBank(),
                new InMemoryBlobStore(),
                new InMemoryCatalogueStore(),
                new PowerLossFileLayer(),
                UnaryOperator.identity());
        for (int i = 0; i < PatternModeration.MAX_PINS; i++) {
            full.patterns.pin(new PatternId("p" + i), "", JANE);
        }
        PatternId last = new PatternId("p" + PatternModeration.MAX_PINS);
        refused(Refusal.Code.TOO_LARGE, () -> full.patterns.pin(last, "", JANE));
        full.patterns.pin(new PatternId("p3"), "again", JANE);
        full.patterns.unpin(new PatternId("p3"), "", JANE);
        full.patterns.pin(last, "", JANE);
        assertThat(full.patterns.pinned()).hasSize(PatternModeration.MAX_PINS);
    }
}
