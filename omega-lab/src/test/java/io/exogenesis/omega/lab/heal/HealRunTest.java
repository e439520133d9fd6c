package io.exogenesis.omega.lab.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.config.HealingSettings.Mode;
import io.exogenesis.omega.lab.heal.fault.FaultClass;
import io.exogenesis.omega.lab.heal.subject.HealException;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealRunTest {
    private static final HealOptions OPTIONS = new HealOptions(
            7, List.of(Mode.OFF, Mode.RULES, Mode.MPC), List.of(FaultClass.INDEX_LOST, FaultClass.DISK_FULL), 5);

    @TempDir
    private Path directory;

    private final Terminal terminal =
            Terminal.plain(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    private final List<String> ran = new ArrayList<>();
    private Path report;

    @BeforeEach
    void nameReport() {
        report = directory.resolve("heal.json");
    }

    /** The same for the same fault and mode. */
    private FaultResult trial(PlannedFault fault, Mode mode) {
        ran.add(mode.key() + fault.number());
        boolean healed = mode != Mode.OFF && (fault.seed() & 3) != 0;
        return new FaultResult(
                fault.number(),
                fault.kind().label(),
                mode.key(),
                "seed " + fault.seed(),
                true,
                healed ? (fault.seed() & 15) / 4.0 : null,
                healed ? "" : "still broken",
                5,
                null,
                List.of());
    }

    private List<FaultResult> run(HealRun.Trials trials) {
        return new HealRun(OPTIONS, ProgressFile.beside(report, OPTIONS), trials).run(terminal);
    }

    @Test
    void run_ended_andBegunAgain_isTheSameAsOneThatWasNot() throws IOException {
        List<FaultResult> whole = new HealRun(OPTIONS, ProgressFile.none(), this::trial).run(terminal);
        ran.clear();
        assertThatThrownBy(() -> run((fault, mode) -> {
                    if (ran.size() == 10) {
                        throw new IllegalStateException("somebody pressed Ctrl-C");
                    }
                    return trial(fault, mode);
                }))
                .isInstanceOf(IllegalStateException.class);
        // the process ended in the middle of a line
        Files.writeString(directory.resolve("heal.json.progress"), "{\"number\":4,\"fau", StandardOpenOption.APPEND);

        List<FaultResult> resumed = run(this::trial);
        assertThat(resumed).isEqualTo(whole);
        assertThat(ran).doesNotHaveDuplicates().hasSize(21);
    }

    /** Would catch results of other faults that are taken for those of this run, and hours of work that are thrown away. */
    @Test
    void run_progressOfOtherOptions_isRefused_andKept() throws IOException {
        run(this::trial);
        ran.clear();
        Path kept = directory.resolve("heal.json.progress");
        String before = Files.readString(kept);
        HealOptions others = new HealOptions(7, OPTIONS.modes(), OPTIONS.classes(), 6);
        HealRun run = new HealRun(others, ProgressFile.beside(report, others), this::trial);
        assertThatThrownBy(() -> run.run(terminal))
                .isInstanceOf(HealException.class)
                .hasMessageContaining("another run")
                .hasMessageContaining(OPTIONS.line());
        assertThat(ran).isEmpty();
        assertThat(kept).hasContent(before);
    }

    /** Would catch a rate that somebody's editor has made. */
    @Test
    void run_linesThatAreNoResultsOfThePlan_countForNothing() throws IOException {
        List<FaultResult> whole = run(this::trial);
        Path kept = directory.resolve("heal.json.progress");
        List<String> lines = Files.readAllLines(kept);
        String result = lines.get(2);
        List<String> spoilt = new ArrayList<>(List.of(lines.getFirst(), result, result, result));
        spoilt.add(result.replaceFirst("\"number\":1", "\"number\":77"));
        spoilt.add(result.replaceFirst("\"mode\":\"rules\"", "\"mode\":\"wishes\""));
        spoilt.add(lines.get(3).replaceFirst("\"p95Before\":5.0", "\"p95Before\":NaN"));
        spoilt.addAll(List.of("{}", "null", "[]", "{\"number\":1,\"mode\":\"off\"}", "{\"a\":".repeat(5_000)));
        Files.write(kept, spoilt);
        ran.clear();

        assertThat(run(this::trial)).containsExactlyInAnyOrderElementsOf(whole);
        assertThat(ran).hasSize(20);
    }

    @Test
    void run_whileAnotherWritesTheSameReport_isRefused() {
        try (ProgressFile other = ProgressFile.beside(report, OPTIONS)) {
            other.read();
            assertThatThrownBy(() -> run(this::trial)).hasMessageContaining("another run");
        }
        assertThat(run(this::trial)).hasSize(21);
    }

    @Test
    void report_countsByModeAndClass_andComparesTheSameFaults() {
        HealReport made = HealReport.of(
                new io.exogenesis.omega.lab.bench.Machine("cpu", 2, 1L << 30, "jdk", "os", .5, "2026-01-01"),
                OPTIONS,
                run(this::trial));
        assertThat(made.runs()).extracting(HealReport.Run::mode).containsExactly("off", "rules", "mpc");
        assertThat(made.runs().getFirst().healed()).isZero();
        assertThat(made.runs().getFirst().p50Seconds()).isNull();
        HealReport.Run rules = made.runs().get(1);
        assertThat(rules.byClass().values().stream()
                        .mapToInt(HealReport.OfClass::faults)
                        .sum())
                .isEqualTo(7);
        assertThat(rules.byClass().values().stream()
                        .mapToInt(HealReport.OfClass::healed)
                        .sum())
                .isEqualTo(rules.healed());
        assertThat(made.paired()).isNotNull();
        assertThat(made.paired().onlyRules() + made.paired().onlyController()).isZero();
        assertThat(String.join(" ", HealTables.words(made))).contains("does not beat the rules");
        assertThat(String.join("\n", HealTables.failures(made)))
                .contains("off, index-lost, ")
                .contains("still broken");
    }
}
