package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.TestEmbedder;
import io.exogenesis.omega.core.WatchedBlobStore;
import io.exogenesis.omega.core.catalogue.CatalogueStatus;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.wire.v1.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BankDiscardTest {
    private static final String OTHER = "another-model";

    private final WatchedBlobStore blobs = new WatchedBlobStore();
    private CoreFixture core = CoreFixture.inMemory(blobs);
    private final List<Registration> viewers = new ArrayList<>();

    private void start(String model) {
        core.embedder = new TestEmbedder(model);
        core.importTitles(10);
        for (int i = 0; i < 3; i++) {
            viewers.add(core.register());
        }
    }

    private void vote(long seq, EmbeddingModel model) {
        for (int i = 0; i < viewers.size(); i++) {
            Contribution c = Samples.pattern(seq, Samples.near(7, 100 + i), .9);
            ExogenesisPattern p =
                    ((Contribution.OfPattern) c.payload()).pattern().withModel(model);
            core.push(core.session(viewers.get(i)), new Contribution(seq, new Contribution.OfPattern(p)));
        }
    }

    private String bankId() {
        return core.bank.contents().version().bankId();
    }

    @Test
    void run_bankIsNotNamed_isRefusedAndChangesNothing() {
        start(EmbeddingModel.MINI_LM_NAME);
        vote(1, EmbeddingModel.MINI_LM);
        core.rounds.runNow(false);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> core.discard.run("another"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Refusal.Code.MALFORMED))
                .withMessageContaining(bankId());
        assertThat(core.bank.size()).isEqualTo(1);
    }

    // Patterns of the old model in a delta of the new bank would be compared with vectors of another space.
    @Test
    void run_coreOfAnotherModel_beginsAnEmptyBankWhoseViewersGetASnapshot() {
        start(OTHER);
        vote(1, new EmbeddingModel(OTHER));
        core.rounds.runNow(true);
        BankVersion former = core.bank.contents().version();
        vote(2, new EmbeddingModel(OTHER));
        core = core.killAndRestart();
        assertThat(core.catalogue.status().state()).isEqualTo(CatalogueStatus.State.FAILED);
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> core.rounds.runNow(false));

        BankDiscard.Discarded done = core.discard.run(former.bankId());
        assertThat(done.former()).isEqualTo(former);
        assertThat(done.patterns()).isEqualTo(1);
        assertThat(done.model()).isEqualTo(EmbeddingModel.MINI_LM_NAME);
        assertThat(core.catalogue.status().state()).isEqualTo(CatalogueStatus.State.READY);
        assertThat(core.bank.size()).isZero();
        assertThat(core.bank.indexSurplus()).isZero();
        BankDelta delta = core.bank.contents().deltaSince(former, 100, PullFilter.ALL);
        assertThat(delta.snapshot()).isTrue();
        assertThat(delta.upTo()).isEqualTo(done.now());

        vote(3, EmbeddingModel.MINI_LM);
        core.rounds.runNow(false);
        assertThat(core.bank.contents().patterns())
                .singleElement()
                .satisfies(p -> assertThat(p.supporters()).isEqualTo(3));
        assertThat(core.accounting.total().pending()).isZero();

        CoreFixture later = core.killAndRestart();
        assertThat(later.bank.contents().version())
                .isEqualTo(core.bank.contents().version());
        assertThat(later.accounting.total()).isEqualTo(core.accounting.total());
        assertThat(later.catalogue.status().state()).isEqualTo(CatalogueStatus.State.READY);
    }

    // What is known of titles is of no embedding model.
    @Test
    void run_sampleThatStood_standsOn() {
        start(EmbeddingModel.MINI_LM_NAME);
        core.push(core.session(viewers.getFirst()), Samples.sample(1, List.of("t1", "t2", "t3", "t4", "t5")));
        core.rounds.runNow(true);
        assertThat(core.ledger.standing()).isEqualTo(1);
        core.discard.run(bankId());
        assertThat(core.ledger.standing()).isEqualTo(1);
        core = core.killAndRestart();
        assertThat(core.ledger.standing()).isEqualTo(1);
        assertThat(core.rounds.runNow(false).rows()).isEqualTo(1);
    }

    @Test
    void run_beforeAnyRound_leavesAnEmptyBank() {
        start(EmbeddingModel.MINI_LM_NAME);
        String before = bankId();
        core.discard.run(before);
        assertThat(bankId()).isNotEqualTo(before);
        vote(1, EmbeddingModel.MINI_LM);
        core.rounds.runNow(false);
        assertThat(core.bank.size()).isEqualTo(1);
    }

    // It lies behind the position up to which everything is thrown away: it would be the first of the new bank.
    @Test
    void run_patternOfTheFormerModelMeanwhile_isRefused() {
        start(OTHER);
        core.rounds.runNow(true);
        core = core.killAndRestart();
        blobs.whenWritten(".ledger", () -> vote(1, new EmbeddingModel(OTHER)));
        core.discard.run(bankId());
        assertThat(core.accounting.total().decided().refused()).isEqualTo(3);
        core.rounds.runNow(false);
        assertThat(core.bank.size()).isZero();
    }
}
