package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.port.BankCommit;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.PatternDecision;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Core that dies at any point of a round's commit is, after a restart and the next round, as if it had not died. */
class RoundCommitCrashTest {
    /** Where it dies. */
    enum Point {
        BEFORE_LEDGER,
        BEFORE_LEARNER,
        BEFORE_MODEL,
        BEFORE_COMMIT,
        AFTER_COMMIT,
        ON_READING,
        NOWHERE
    }

    private final InMemoryBankStore bank = new InMemoryBankStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private Point point = Point.NOWHERE;

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Once dead, it does nothing more until the next process. */
    private boolean dead;

    private void die(Point here) {
        if (dead || point == here) {
            dead = true;
            throw new Died();
        }
    }

    private static CoreFixture over(BankStore bank, BlobStore blobs) {
        return CoreFixture.over(
                new InMemoryViewerStore(),
                bank,
                blobs,
                new InMemoryCatalogueStore(),
                new PowerLossFileLayer(),
                UnaryOperator.identity());
    }

    private static CoreFixture filled(CoreFixture core) {
        core.importTitles(20);
        for (int v = 0; v < 5; v++) {
            core.push(
                    core.session(core.register()),
                    Samples.pattern(1, Samples.near(5, 50 + v), .9),
                    Samples.pattern(2, Samples.near(900 + v, 60 + v), .8),
                    Samples.sample(3, List.of("t1", "t2", "t" + (4 + v))),
                    Samples.session(4));
        }
        return core;
    }

    @ParameterizedTest
    @CsvSource({
        "BEFORE_LEDGER,false", "BEFORE_LEARNER,false", "BEFORE_MODEL,false", "BEFORE_COMMIT,false",
                "AFTER_COMMIT,false",
        "BEFORE_LEDGER,true", "BEFORE_LEARNER,true", "BEFORE_MODEL,true", "BEFORE_COMMIT,true", "AFTER_COMMIT,true"
    })
    void death_atAnyPoint_countsNothingTwiceAndLosesNothing(Point where, boolean endOfEpoch) {
        CoreFixture undisturbed = filled(CoreFixture.inMemory());
        undisturbed.rounds.runNow(endOfEpoch);

        CoreFixture dying = filled(over(new DyingBankStore(), new DyingBlobStore()));
        point = where;
        assertThatThrownBy(() -> dying.rounds.runNow(endOfEpoch)).isInstanceOf(Died.class);
        point = Point.NOWHERE;
        dead = false;
        CoreFixture after = dying.restart(((PowerLossFileLayer) dying.disk).crash(new Random(4)));
        if (where != Point.AFTER_COMMIT) {
            assertThat(after.bankStore.head().round()).isZero();
            assertThat(after.accounting.total().pending()).isEqualTo(15);
            after.rounds.runNow(endOfEpoch);
        }
        assertThat(after.accounting.total()).isEqualTo(undisturbed.accounting.total());
        assertThat(supporters(after)).isEqualTo(supporters(undisturbed));
        assertThat(after.bank.itemModel().orElseThrow().bytes().length)
                .isEqualTo(undisturbed.bank.itemModel().orElseThrow().bytes().length);

        // and the next epoch starts from the same place
        Accounting.Report closed = end(after);
        assertThat(closed).isEqualTo(end(undisturbed));
        assertThat(closed.pending()).isZero();

        // what stands is the same: nothing of it is new to the model, and nothing is missing
        RoundRecord silent = after.restart(((PowerLossFileLayer) after.disk).crash(new Random(5)))
                .rounds
                .runNow(true);
        assertThat(silent.rows()).isEqualTo(5);
        assertThat(silent.itemModelPublished()).isFalse();
    }

    // The answer of the database is lost, but the round is in it: to run it again would be to lose the epoch's end.
    @Test
    void commit_whoseAnswerIsLost_isTakenAsDone() {
        CoreFixture core = filled(over(new ForgetfulBankStore(), blobs));
        core.rounds.runNow(true);
        assertThat(core.accounting.total().pending()).isZero();
        assertThat(core.bankStore.head().round()).isEqualTo(1);
    }

    // The round is in the database, but neither its answer nor the question after it came through.
    @Test
    void commit_ofWhichNobodyKnows_isFollowedBeforeTheNextRound() {
        UnsureBankStore unsure = new UnsureBankStore();
        CoreFixture core = filled(over(unsure, blobs));
        CoreFixture undisturbed = filled(CoreFixture.inMemory());
        undisturbed.rounds.runNow(true);
        unsure.doubt = true;
        assertThatThrownBy(() -> core.rounds.runNow(true)).isInstanceOf(IllegalStateException.class);
        core.rounds.runNow(false);
        undisturbed.rounds.runNow(false);
        assertThat(core.accounting.total()).isEqualTo(undisturbed.accounting.total());
        assertThat(supporters(core)).isEqualTo(supporters(undisturbed)).isNotEmpty();
    }

    // The same where an operator discards the epoch: a round over what is gone must not follow.
    @Test
    void discard_ofWhichNobodyKnows_isFollowedBeforeTheNextRound() {
        UnsureBankStore unsure = new UnsureBankStore();
        CoreFixture core = filled(over(unsure, blobs));
        unsure.doubt = true;
        assertThatThrownBy(() -> core.epoch.discard(0)).isInstanceOf(IllegalStateException.class);
        assertThat(core.rounds.runNow(false).votes()).isZero();
        assertThat(core.accounting.total().pending()).isZero();
        assertThat(core.bank.contents().patterns()).isEmpty();
    }

    /** Once in doubt: does what it is told, fails to say so, and fails to tell its head. */
    private final class UnsureBankStore extends DyingBankStore {
        private boolean doubt;
        private boolean silent;

        @Override
        public BankHead head() {
            if (silent) {
                silent = false;
                throw new IllegalStateException("connection refused");
            }
            return super.head();
        }

        @Override
        public void commit(BankCommit commit) {
            super.commit(commit);
            failIfInDoubt();
        }

        @Override
        public void relocate(BankHead before, BankHead after) {
            super.relocate(before, after);
            failIfInDoubt();
        }

        private void failIfInDoubt() {
            if (doubt) {
                doubt = false;
                silent = true;
                throw new IllegalStateException("connection reset");
            }
        }
    }

    /** Commits, and fails to say so. */
    private final class ForgetfulBankStore extends DyingBankStore {
        @Override
        public void commit(BankCommit commit) {
            super.commit(commit);
            throw new IllegalStateException("connection reset");
        }
    }

    private static Accounting.Report end(CoreFixture core) {
        core.rounds.runNow(true);
        return core.accounting.total();
    }

    private static List<Integer> supporters(CoreFixture core) {
        return core.bank.contents().patterns().stream()
                .map(ConsolidatedPattern::supporters)
                .toList();
    }

    /** Dies before a blob, as the test says. */
    private final class DyingBlobStore implements BlobStore {
        @Override
        public void write(String name, byte[] content) {
            die(
                    name.endsWith(".ledger")
                            ? Point.BEFORE_LEDGER
                            : name.endsWith(".learner") ? Point.BEFORE_LEARNER : Point.BEFORE_MODEL);
            blobs.write(name, content);
        }

        @Override
        public byte[] read(String name) {
            return blobs.read(name);
        }

        @Override
        public void retain(Set<String> names) {
            blobs.retain(names);
        }
    }

    /** Dies before or right behind the transaction. */
    private class DyingBankStore implements BankStore {
        @Override
        public BankHead head() {
            die(Point.ON_READING);
            return bank.head();
        }

        @Override
        public List<ConsolidatedPattern> patterns() {
            return bank.patterns();
        }

        @Override
        public List<Removal> removals() {
            return bank.removals();
        }

        @Override
        public Map<PatternId, Instant> since() {
            return bank.since();
        }

        @Override
        public Optional<RoundRecord> round(long number) {
            return bank.round(number);
        }

        @Override
        public List<PatternDecision> decisions(PatternId pattern, int limit) {
            return bank.decisions(pattern, limit);
        }

        @Override
        public List<RoundRecord> rounds(int limit, int decisions) {
            return bank.rounds(limit, decisions);
        }

        @Override
        public int forgetHistory(HistoryBounds keep, int most) {
            return bank.forgetHistory(keep, most);
        }

        @Override
        public void commit(BankCommit commit) {
            die(Point.BEFORE_COMMIT);
            bank.commit(commit);
            die(Point.AFTER_COMMIT);
        }

        @Override
        public void renew(BankHead before, BankHead after) {
            die(Point.BEFORE_COMMIT);
            bank.renew(before, after);
            die(Point.AFTER_COMMIT);
        }

        @Override
        public void relocate(BankHead before, BankHead after) {
            die(Point.BEFORE_COMMIT);
            bank.relocate(before, after);
            die(Point.AFTER_COMMIT);
        }
    }
}
