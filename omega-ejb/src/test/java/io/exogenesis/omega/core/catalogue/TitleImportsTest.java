package io.exogenesis.omega.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.exogenesis.omega.core.ConflictException;
import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.catalogue.TitleFile.Fault;
import io.exogenesis.omega.core.port.CatalogueStore;
import io.exogenesis.omega.core.port.ImportMode;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.port.TitleImport;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.wire.v1.Refusal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TitleImportsTest {
    private static final Operator JANE = new Operator("admin", "jane");

    private final CoreFixture core = CoreFixture.inMemory();

    @BeforeEach
    void threeTitles() {
        core.importTitles(3);
    }

    private static MediaItem renamed(int n) {
        return MediaItem.builder(Samples.title(n).id(), "Another name").build();
    }

    private TitleImport imported(ImportMode mode, String digit, MediaItem... titles) {
        return core.desk
                .importTitles(Samples.file(digit, titles), mode, "spring", JANE)
                .made()
                .orElseThrow();
    }

    private List<String> log() {
        return core.operatorLog.page(Long.MAX_VALUE, 10).reversed().stream()
                .map(a -> a.kind() + " " + a.subject() + ": " + a.note())
                .toList();
    }

    @Test
    void preview_saysWhatAFileWouldDo_andDoesNothing() {
        List<MediaItem> before = core.catalogue.items();
        TitleFile file = Samples.file("a", Samples.title(0), renamed(1), Samples.title(7));
        file.broken(9, "year must be a whole number");
        file.add(10, Samples.title(7));

        ImportReport replace = core.imports.preview(file, ImportMode.REPLACE);

        assertThat(replace.plan().counts()).isEqualTo(new TitleImport.Counts(1, 1, 1, 1));
        assertThat(replace.plan().added()).containsExactly(Samples.title(7));
        assertThat(replace.plan().changed()).containsExactly(new ImportPlan.Change(Samples.title(1), renamed(1)));
        assertThat(replace.plan().withdrawn()).containsExactly(Samples.title(2));
        assertThat(replace.plan().faults())
                .extracting(Fault::kind, Fault::at)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Fault.Kind.BROKEN, "line 9"),
                        org.assertj.core.groups.Tuple.tuple(Fault.Kind.DUPLICATE, "line 10"));
        assertThat(replace.plan().faults().getLast().reason()).contains("t7").contains("first in line 3");
        ImportPlan add = core.imports.preview(file, ImportMode.ADD).plan();
        assertThat(add.counts()).isEqualTo(new TitleImport.Counts(1, 0, 0, 1));
        assertThat(add.conflicts()).isEqualTo(1);
        assertThat(add.faults().getLast()).satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Fault.Kind.CONFLICT);
            assertThat(f.at()).isEqualTo("line 2");
        });
        assertThat(core.catalogue.items()).isEqualTo(before);
        assertThat(log()).isEmpty();
    }

    // 100,000 broken lines must not become an answer of megabytes.
    @Test
    void preview_ofManyFaults_countsAllAndNamesTheFirst() {
        TitleFile file = Samples.file("a");
        IntStream.range(0, 500).forEach(n -> file.broken(n + 1, "no title"));
        IntStream.range(0, 3).forEach(n -> file.add(600 + n, renamed(n)));

        ImportPlan plan = core.imports.preview(file, ImportMode.ADD).plan();

        assertThat(plan.refused()).isEqualTo(503);
        assertThat(plan.faults()).hasSize(TitleFile.EXAMPLES).first().hasToString("line 1: no title");
    }

    @Test
    void run_withFaults_changesNothing_namesTheFirstAndCountsTheOthers() {
        TitleFile file = Samples.file("a", Samples.title(8), Samples.title(8));
        file.broken(3, "no title");
        List<MediaItem> before = core.catalogue.items();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> core.desk.importTitles(file, ImportMode.ADD, "", JANE))
                .withMessageStartingWith("line 2: title t8 is named twice")
                .withMessageContaining("and 1 more")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Refusal.Code.MALFORMED));

        assertThat(core.catalogue.items()).isEqualTo(before);
        assertThat(core.imports.list(Long.MAX_VALUE, 10)).isEmpty();
        assertThat(log()).singleElement().asString().contains("not done: line 2");
    }

    @Test
    void run_isListedWithWhoWhyAndWhatItWasMadeOf() {
        TitleImport done = imported(ImportMode.REPLACE, "a", Samples.title(0), renamed(1), Samples.title(7));

        assertThat(core.imports.list(Long.MAX_VALUE, 10)).containsExactly(new TitleImports.Listed(done, true));
        assertThat(done.sha256()).isEqualTo("a".repeat(64));
        assertThat(done.action().who()).isEqualTo(JANE);
        assertThat(done.action().note()).isEqualTo("spring");
        assertThat(core.operatorLog.page(Long.MAX_VALUE, 1)).containsExactly(done.action());
    }

    @Test
    void run_ofTheSameFileAgain_changesNothing_andSaysWhichImportItWas() {
        TitleImport done = imported(ImportMode.ADD, "a", Samples.title(7));
        long version = core.catalogue.status().version();

        ImportReport again = core.desk.importTitles(Samples.file("a", Samples.title(7)), ImportMode.ADD, "", JANE);

        assertThat(again.made()).isEmpty();
        assertThat(again.same()).contains(done);
        assertThat(again.plan().counts()).isEqualTo(new TitleImport.Counts(0, 0, 0, 1));
        assertThat(core.catalogue.status().version()).isEqualTo(version);
        assertThat(core.imports.list(Long.MAX_VALUE, 10)).hasSize(1);
        assertThat(log()).last().asString().contains("no change");
    }

    @Test
    void rollBack_isSeenByViewersAtOnce_andTheTitlesAreAsBefore() {
        List<MediaItem> before = core.catalogue.items();
        TitleImport done = imported(ImportMode.REPLACE, "a", Samples.title(0), renamed(1), Samples.title(7));

        ImportResult result = core.desk.rollBackImport(done.number(), "wrong file", JANE);

        assertThat(result).isEqualTo(new ImportResult(result.version(), 1, 1, 1, 1, 3));
        assertThat(result.version()).isGreaterThan(done.version());
        assertThat(core.catalogue.items()).isEqualTo(before);
        assertThat(core.catalogue.published().orElseThrow().entries())
                .extracting(e -> e.item())
                .containsExactlyElementsOf(before);
        assertThat(core.catalogue.status().items()).isEqualTo(3);
        assertThat(log()).last().isEqualTo("ROLL_BACK_IMPORT import " + done.number() + ": wrong file");
        assertThat(core.killAndRestart().catalogue.items()).isEqualTo(before);
    }

    @Test
    void rollBack_whileALaterImportChangedTheSameTitles_isRefused_andNamesIt() {
        TitleImport first = imported(ImportMode.ADD, "a", Samples.title(7));
        TitleImport second =
                imported(ImportMode.REPLACE, "b", Samples.title(0), Samples.title(1), Samples.title(2), renamed(7));

        conflict(first.number(), "1 of its titles changed")
                .withMessageContaining("roll back import " + second.number());
        core.desk.rollBackImport(second.number(), "", JANE);
        core.desk.rollBackImport(first.number(), "", JANE);
        assertThat(core.catalogue.items()).containsExactly(Samples.title(0), Samples.title(1), Samples.title(2));
    }

    @Test
    void rollBack_whileALaterImportChangedOtherTitles_leavesThoseAlone() {
        TitleImport first = imported(ImportMode.ADD, "a", Samples.title(7));
        imported(ImportMode.ADD, "b", Samples.title(8));

        core.desk.rollBackImport(first.number(), "", JANE);

        assertThat(core.catalogue.items())
                .containsExactly(Samples.title(0), Samples.title(1), Samples.title(2), Samples.title(8));
    }

    @Test
    void rollBack_twiceOrOfATitleThatLeftOrTooLateOrOfNone_isRefused() {
        TitleImport first = imported(ImportMode.ADD, "a", Samples.title(7));
        core.desk.withdrawTitle(new MediaId("t7"), "", JANE);
        conflict(first.number(), "1 of its titles changed");
        TitleImport second = imported(ImportMode.ADD, "a", Samples.title(7));
        core.desk.rollBackImport(second.number(), "", JANE);
        conflict(second.number(), "was rolled back already");
        IntStream.range(20, 20 + CatalogueStore.ROLL_BACKS)
                .forEach(n -> imported(ImportMode.ADD, "c", Samples.title(n)));
        conflict(first.number(), "are not kept any more");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> core.desk.rollBackImport(4711, "", JANE))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Refusal.Code.NOT_FOUND));
        assertThat(core.operatorLog.page(Long.MAX_VALUE, 1))
                .extracting(OperatorAction::note)
                .containsExactly("not done: there is no import 4711");
    }

    private org.assertj.core.api.ThrowableAssertAlternative<ConflictException> conflict(long number, String why) {
        return assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> core.desk.rollBackImport(number, "", JANE))
                .withMessageContaining(why);
    }
}
