package io.exogenesis.omega.core.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.TestClock;
import io.exogenesis.omega.core.port.BankCommit;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore.Removal;
import io.exogenesis.omega.core.port.CatalogueStore;
import io.exogenesis.omega.core.port.ImportMode;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.port.TitleChange;
import io.exogenesis.omega.core.port.TitleImport;
import io.exogenesis.omega.core.port.ViewerStore.ViewerRow;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the stores ask of the database: statements, not milliseconds. */
class DatabaseWorkTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    private final TestDatabase database = TestDatabase.empty();
    private final JpaViewerStore viewers = new JpaViewerStore(database);
    private final JpaBankStore bank = new JpaBankStore(database, new TestClock());
    private final JpaCatalogueStore catalogue = new JpaCatalogueStore(database);

    private void commit(List<ConsolidatedPattern> upserts, List<Removal> removals) {
        BankHead before = bank.head();
        BankHead after = new BankHead(
                new BankVersion(before.version().bankId(), before.version().number() + 1),
                before.round() + 1,
                before.epoch(),
                T0,
                0,
                before.round() + 1,
                "round-" + (before.round() + 1),
                0,
                0);
        RoundRecord.ClusterLine line = new RoundRecord.ClusterLine(
                Optional.empty(), 1, "WAITING", "r", List.of(), new RoundRecord.JuryLine(0, 0, 0, 0, 0), "omega", 0);
        RoundRecord round = new RoundRecord(
                after.round(), 0, false, T0, 1, 1, 1, 1, 1, 1, 1, 1, false, 0, 0, 0, 0, List.of(line, line, line));
        bank.commit(new BankCommit(before, after, upserts, removals, round));
    }

    // Each viewer that had been seen cost a SELECT and an UPDATE.
    @Test
    void seen_ofManyViewers_isOneStatementATransaction() {
        List<String> codes = IntStream.range(0, 60).mapToObj("%064x"::formatted).toList();
        viewers.addCodes(codes, T0);
        Map<ViewerId, Instant> seen = new HashMap<>();
        for (int i = 0; i < codes.size(); i++) {
            ViewerId id = new ViewerId("v" + i);
            viewers.enrol(
                    codes.get(i),
                    Instant.EPOCH,
                    new ViewerRow(id, Optional.empty(), Consents.ALL, T0, Optional.empty(), Optional.empty()));
            seen.put(id, T0.plusSeconds(i));
        }
        database.forgetStatements();
        viewers.seen(seen);
        assertThat(database.statements()).singleElement().asString().startsWith("UPDATE viewer");
    }

    // Each changed pattern of a round cost three SELECTs.
    @Test
    void commit_ofManyPatterns_readsNone() {
        List<ConsolidatedPattern> many = IntStream.range(0, 300)
                .mapToObj(i -> Samples.consolidated("p" + i, 1))
                .toList();
        commit(many, List.of());
        database.forgetStatements();
        commit(many, List.of(new Removal(new PatternId("p300"), 2)));
        assertThat(database.statements())
                .filteredOn(s -> s.startsWith("SELECT"))
                .as("the head, once to tell and once to compare")
                .hasSizeLessThanOrEqualTo(2);
        assertThat(database.statements()).hasSizeLessThan(20);
        assertThat(bank.patterns()).hasSize(300);
        assertThat(bank.removals()).hasSize(1);
    }

    // A page that asks every two seconds read a thousand decisions of each of its rounds, round by round.
    @Test
    void rounds_ofAPage_areTwoStatements() {
        for (int i = 0; i < 12; i++) {
            commit(List.of(), List.of());
        }
        database.forgetStatements();
        List<RoundRecord> rounds = bank.rounds(10, 2);
        assertThat(rounds).hasSize(10).allSatisfy(r -> assertThat(r.decisions()).hasSize(2));
        assertThat(database.statements()).hasSize(2);
    }

    // Each text that was embedded cost a SELECT.
    @Test
    void saveEmbeddings_readsOnce() {
        Map<String, io.exogenesis.omega.model.Embedding> texts = new HashMap<>();
        IntStream.range(0, 200).forEach(i -> texts.put("%064x".formatted(i), Samples.embedding(i)));
        database.forgetStatements();
        catalogue.saveEmbeddings("a-model", texts);
        assertThat(database.statements())
                .filteredOn(s -> s.startsWith("SELECT"))
                .hasSize(1);
        assertThat(database.statements()).hasSizeLessThan(10);
    }

    @Test
    void save_ofKnownTitles_readsNoneOfThem() {
        catalogue.save(IntStream.range(0, 200).mapToObj(Samples::title).toList());
        database.forgetStatements();
        catalogue.save(IntStream.range(100, 300).mapToObj(Samples::title).toList());
        assertThat(database.statements())
                .filteredOn(s -> s.startsWith("SELECT"))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(catalogue.items())
                .isEqualTo(IntStream.range(0, 300).mapToObj(Samples::title).toList());
    }

    // Each may be a whole catalogue.
    @Test
    void formerTitles_ofOldAndRolledBackImports_areDeleted() {
        catalogue.save(List.of(Samples.title(0), Samples.title(1)));
        for (int n = 0; n < CatalogueStore.ROLL_BACKS + 3; n++) {
            renaming(n);
        }
        assertThat(formerTitles()).isEqualTo(CatalogueStore.ROLL_BACKS);
        TitleImport newest = catalogue.standing().getFirst();
        catalogue.rollBack(newest, OperatorAction.of(T0, JANE, OperatorAction.Kind.ROLL_BACK_IMPORT, "i", ""));
        renaming(99);
        assertThat(formerTitles()).isEqualTo(CatalogueStore.ROLL_BACKS);
        assertThat(catalogue.standing()).hasSize(CatalogueStore.ROLL_BACKS);
    }

    private static final Operator JANE = new Operator("admin", "jane");

    private void renaming(int n) {
        MediaItem renamed =
                MediaItem.builder(Samples.title(0).id(), "Name " + n).build();
        catalogue.importTitles(
                new TitleChange(List.of(renamed), List.of()),
                new TitleImport(
                        OperatorAction.of(T0, JANE, OperatorAction.Kind.IMPORT_TITLES, "i", ""),
                        ImportMode.REPLACE,
                        "%064x".formatted(n),
                        0,
                        new TitleImport.Counts(0, 1, 0, 1),
                        Optional.empty()));
    }

    private long formerTitles() {
        return database.call(em -> ((Number) em.createNativeQuery("select count(*) from former_title")
                        .getSingleResult())
                .longValue());
    }

    // Half a million old decisions of an earlier release must not be one transaction.
    @Test
    void forgetHistory_deletesARoundATransaction() {
        for (int i = 0; i < 12; i++) {
            commit(List.of(), List.of());
        }
        database.forgetStatements();
        assertThat(bank.forgetHistory(new io.exogenesis.omega.core.port.BankStore.HistoryBounds(100, 2, 100), 7))
                .isEqualTo(9);
        assertThat(database.statements())
                .filteredOn(s -> s.startsWith("DELETE"))
                .hasSize(3);
    }
}
