package io.exogenesis.omega.core.healing.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.adapter.file.FileBlobStore;
import io.exogenesis.omega.core.bank.EncodedItemModel;
import io.exogenesis.omega.core.healing.HealingRule.Symptom;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorruptSnapshotRuleTest {
    private static final List<String> TITLES =
            IntStream.range(0, 12).mapToObj(i -> "t" + i).toList();

    @TempDir
    Path directory;

    private CoreFixture core;
    private CorruptSnapshotRule rule;

    @BeforeEach
    void roundsHaveLeftStates() {
        core = CoreFixture.over(
                new InMemoryViewerStore(),
                new InMemoryBankStore(),
                new FileBlobStore(directory),
                new InMemoryCatalogueStore(),
                new PowerLossFileLayer(),
                s -> s);
        core.importTitles(40);
        for (int v = 0; v < 6; v++) {
            core.push(core.session(core.register()), Samples.pattern(1), Samples.sample(2, TITLES.subList(v, v + 6)));
        }
        core.rounds.runNow(false);
        core.push(core.session(core.register()), Samples.pattern(1));
        core.rounds.runNow(false);
        rule = new CorruptSnapshotRule(core.states);
        assertThat(core.bank.itemModel()).isPresent();
        assertThat(rule.look()).isEmpty();
    }

    private Path file(String suffix) {
        BankHead head = core.bankStore.head();
        return directory.resolve(
                suffix.equals("model") ? BankHead.itemModelBlob(head.itemModel()) : head.checkpoint() + "." + suffix);
    }

    private void damage(String suffix) throws IOException {
        byte[] bytes = Files.readAllBytes(file(suffix));
        bytes[bytes.length / 2] ^= 1;
        Files.write(file(suffix), bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "learner", "insight", "model"})
    void heal_stateIsDamagedOnDisk_isWrittenFromMemory_andARestartFindsIt(String suffix) throws IOException {
        damage(suffix);
        Symptom seen = rule.look().orElseThrow();
        assertThat(seen.reason()).contains(String.valueOf(file(suffix).getFileName()));
        rule.heal(seen);
        assertThat(rule.look()).isEmpty();

        var before = core.ledger.totals();
        byte[] model = core.bank.itemModel().orElseThrow().bytes();
        CoreFixture after = core.killAndRestart();
        assertThat(after.ledger.totals()).isEqualTo(before);
        assertThat(after.bank.itemModel().map(EncodedItemModel::bytes)).contains(model);
        after.rounds.runNow(true);
        assertThat(after.ledger.totals().pending()).isZero();
        assertThat(after.ledger.totals().acknowledged()).isEqualTo(13);
    }

    @Test
    void heal_earlierCheckpointIsGone_aCompleteOneTakesItsPlace() throws IOException {
        Files.delete(directory.resolve("round-1.ledger"));
        rule.heal(rule.look().orElseThrow());
        assertThat(rule.look()).isEmpty();
        assertThat(core.killAndRestart().ledger.totals()).isEqualTo(core.ledger.totals());
    }

    @Test
    void heal_modelInMemoryIsDamaged_isReadFromDisk() {
        EncodedItemModel served = core.bank.itemModel().orElseThrow();
        served.bytes()[served.bytes().length / 2] ^= 1;
        Symptom seen = rule.look().orElseThrow();
        assertThat(seen.reason()).contains("item model in memory");
        rule.heal(seen);
        assertThat(rule.look()).isEmpty();
        EncodedItemModel whole = core.bank.itemModel().orElseThrow();
        assertThat(whole.crc32c()).isEqualTo(served.crc32c());
        assertThat(whole.isWhole()).isTrue();
    }

    /** Would catch a Core that cannot start for a damaged item model, and viewers that are left without one. */
    @Test
    void heal_modelIsDamagedAtTheStart_aRoundComputesAnother() throws IOException {
        long version = core.bankStore.head().itemModel();
        damage("model");
        CoreFixture after = core.killAndRestart();
        assertThat(after.bank.itemModel()).isEmpty();
        CorruptSnapshotRule itsRule = new CorruptSnapshotRule(after.states);
        assertThat(itsRule.heal(itsRule.look().orElseThrow()).action()).contains("computed");
        assertThat(itsRule.look()).isEmpty();
        assertThat(after.bank.itemModel().orElseThrow().version()).isGreaterThan(version);
    }

    @Test
    void heal_noWholeCopyIsLeft_saysSo_andTheFaultStaysSeen() throws IOException {
        damage("learner");
        CoreFixture after = core.killAndRestart();
        CorruptSnapshotRule itsRule = new CorruptSnapshotRule(after.states);
        Symptom seen = itsRule.look().orElseThrow();
        assertThatThrownBy(() -> itsRule.heal(seen))
                .isInstanceOf(CoreException.class)
                .hasMessageContaining("a backup has to be restored");
        assertThat(itsRule.look()).isPresent();
    }
}
