package io.exogenesis.omega.core.healing.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.WatchedBlobStore;
import io.exogenesis.omega.core.healing.HealingRule.Symptom;
import io.exogenesis.omega.core.ingest.AccountTotals;
import io.exogenesis.omega.core.port.Database;
import io.exogenesis.omega.core.port.FailingBankStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Contribution;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PoisonedBatchRuleTest {
    private final WatchedBlobStore blobs = new WatchedBlobStore();
    private final FailingBankStore store = new FailingBankStore();
    private final CoreFixture core = CoreFixture.over(
            new InMemoryViewerStore(), store, blobs, new InMemoryCatalogueStore(), new PowerLossFileLayer(), s -> s);
    private Optional<String> databaseTrouble = Optional.empty();
    private final PoisonedBatchRule rule = new PoisonedBatchRule(
            core.watch,
            core.rounds,
            core.quarantine,
            new Database() {
                @Override
                public Optional<String> trouble() {
                    return databaseTrouble;
                }

                @Override
                public void reopen() {}
            },
            core.log);

    private Registration viewer(int patterns) {
        Registration viewer = core.register();
        SyncSession session = core.session(viewer);
        assertThat(core.push(
                                session,
                                LongStream.rangeClosed(1, patterns)
                                        .mapToObj(Samples::pattern)
                                        .toArray(Contribution[]::new))
                        .hasPushAck())
                .isTrue();
        return viewer;
    }

    private void roundsFail(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(core.rounds::runScheduled).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void heal_contributionsArePoisoned_theNextRoundCommitsTheOthers_eachIsDecidedOnce() {
        viewer(2);
        Registration one = viewer(1);
        viewer(3);
        Registration many = viewer(5);
        viewer(2);
        assertThat(core.rounds.runNow(true).votes()).isEqualTo(13); // an epoch before it
        for (int i = 0; i < 4; i++) {
            viewer(2);
        }
        push(one, 2, 2);
        push(many, 6, 8);
        core.poisoned.add(one.viewerId());
        core.poisoned.add(many.viewerId());
        roundsFail(1);
        assertThat(rule.look()).isEmpty();
        roundsFail(1);

        Symptom seen = rule.look().orElseThrow();
        assertThat(seen.reason()).isEqualTo("2 rounds failed one after the other");
        assertThat(rule.heal(seen).action()).contains("set 4 contributions aside");
        assertThat(rule.look()).isEmpty();
        assertThat(core.announced).hasSize(2);

        isExact(core);
        assertThat(core.ledger.totals(one.viewerId()).refused()).isEqualTo(1);
        assertThat(core.ledger.totals(many.viewerId()).refused()).isEqualTo(3);

        // the round behind a restart does not find them again
        CoreFixture after = core.killAndRestart();
        after.poisoned.addAll(core.poisoned);
        isExact(after);
        assertThat(after.rounds.runNow(true).votes()).isEqualTo(8);
        isExact(after);
        assertThat(after.ledger.totals(many.viewerId()).refused()).isEqualTo(3);
        assertThat(after.accounting.total().pending()).isZero();
    }

    private void push(Registration viewer, long from, long to) {
        assertThat(core.push(
                                core.session(viewer),
                                LongStream.rangeClosed(from, to)
                                        .mapToObj(Samples::pattern)
                                        .toArray(Contribution[]::new))
                        .hasPushAck())
                .isTrue();
    }

    /** Would catch contributions that are looked for in vain while the log is torn, and the log's rule waiting for it. */
    @Test
    void look_logIsTorn_leavesItToTheLogsRule() throws IOException {
        viewer(2);
        store.fail(true);
        roundsFail(2);
        assertThat(rule.look()).isPresent();

        String newest = Collections.max(core.disk.list());
        try (FileLayer.File file = core.disk.open(newest)) {
            file.truncate(file.size() - 10);
        }
        Awaitility.await().until(() -> core.log.trouble().isPresent());

        assertThat(rule.look()).isEmpty();
    }

    /** Would catch a search among contributions that holds up the disk's rule, and blames them for a full disk. */
    @Test
    void look_roundsHaveNoRoom_leavesItToTheDisksRule() {
        viewer(2);
        for (int round = 0; round < 3; round++) {
            blobs.whenWritten("", () -> {
                throw new CoreException("the file round-1.ledger cannot be written: No space left on device");
            });
            roundsFail(1);
        }
        assertThat(core.watch.status().failures()).isEqualTo(3);
        assertThat(rule.look()).isEmpty();
    }

    private static void isExact(CoreFixture core) {
        AccountTotals all = core.ledger.totals();
        assertThat(all.admitted() + all.refused() + all.expired() + all.pending())
                .isEqualTo(all.acknowledged())
                .isEqualTo(25);
    }

    /** Would catch honest contributions that are thrown away for a fault of the Core's own. */
    @Test
    void heal_contributionsAreNotToBlame_throws_andNothingIsSetAside() {
        viewer(3);
        store.fail(true);
        roundsFail(2);
        Symptom seen = rule.look().orElseThrow();
        assertThatThrownBy(() -> rule.heal(seen)).hasMessage("connection refused");
        assertThat(rule.look()).isPresent();
        assertThat(core.ledger.totals().refused()).isZero();

        store.fail(false);
        assertThat(rule.heal(seen).action()).contains("it went through");
        assertThat(rule.look()).isEmpty();
        assertThat(core.ledger.totals().refused()).isZero();
    }

    /** Would catch contributions that are decided twice, since the repair failed half way. */
    @Test
    void heal_databaseFailsWhileTheyAreSetAside_isDoneTheNextTime() {
        viewer(2);
        Registration bad = viewer(2);
        core.poisoned.add(bad.viewerId());
        roundsFail(2);
        store.fail(true);
        Symptom seen = rule.look().orElseThrow();
        assertThatThrownBy(() -> rule.heal(seen)).hasMessage("connection refused");
        assertThat(core.ledger.totals().refused()).isZero();

        store.fail(false);
        rule.heal(seen);
        assertThat(core.ledger.totals().refused()).isEqualTo(2);
        assertThat(core.ledger.totals().acknowledged()).isEqualTo(4);
        assertThat(rule.look()).isEmpty();
    }

    @Test
    void look_theDatabaseIsToBlame_seesNothing() {
        viewer(1);
        store.fail(true);
        roundsFail(3);
        databaseTrouble = Optional.of("SQLState 08003");
        assertThat(rule.look()).isEmpty();
    }

    @Test
    void heal_aRoundWithoutContributionsFailsToo_saysSo() {
        Registration bad = viewer(1);
        core.poisoned.add(bad.viewerId());
        roundsFail(1);
        // whatever is learned is damaged: no contribution is to blame for that
        core.poisoned.clear();
        core.rounds.runScheduled();
        core.blobs.write(core.bankStore.head().learnerBlob(), new byte[] {1});
        CoreFixture after = core.killAndRestart();
        assertThatThrownBy(after.rounds::runScheduled).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> after.rounds.alone(after.quarantine::run))
                .isInstanceOf(CoreException.class)
                .hasMessage("a round without any contribution fails, too");
    }
}
