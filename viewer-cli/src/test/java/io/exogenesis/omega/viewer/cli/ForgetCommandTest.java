package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ForgetCommandTest {
    @TempDir
    Path directory;

    private Path data() {
        return directory.resolve("agent");
    }

    private CommandRun run(String... args) {
        return CommandRun.of(data(), "", args);
    }

    /** The ids in the history. */
    private List<String> history() {
        return run("export", "--json").json().getAsJsonArray("titles").asList().stream()
                .map(title -> title.getAsJsonObject().get("mediaId").getAsString())
                .toList();
    }

    @BeforeEach
    void watch() {
        String catalogue = CommandRun.catalogue(directory).toString();
        assertThat(run("track", "rating", "5", "4", "--catalogue", catalogue).exit())
                .isZero();
        assertThat(run("track", "rating", "12", "2").exit()).isZero();
        assertThat(run("track", "rating", "not-in-the-catalogue", "3").exit()).isZero();
    }

    /** At a terminal where somebody types {@code input}. */
    private CommandRun answered(String input, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = new CommandLine(
                        new ForgetCommand(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), () -> true))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler(
                        (e, command, parsed) -> Failure.told(e, "viewer forget", command.getErr()))
                .execute(args);
        return new CommandRun(exit, out.toString(), err.toString());
    }

    @Test
    void forget_id_forgetsTheTitleAlone() {
        CommandRun forgotten = run("forget", "5", "--yes");
        assertThat(forgotten.exit()).as(forgotten.err()).isZero();
        assertThat(forgotten.out()).contains("Heat (1995) [5] is forgotten; the memory has 2 titles.");
        assertThat(history()).containsExactly("12", "not-in-the-catalogue");
    }

    @Test
    void forget_nameAndYear_findsTheTitleAsAnImportDoes() {
        assertThat(run("forget", "amelie (2001)", "--yes", "--json")
                        .json()
                        .get("mediaId")
                        .getAsString())
                .isEqualTo("12");
        assertThat(run("forget", "Heat", "--yes").exit()).isZero();
        assertThat(history()).containsExactly("not-in-the-catalogue");
    }

    @Test
    void forget_idOfTheHistoryAlone_forgetsIt() {
        assertThat(run("forget", "not-in-the-catalogue", "--yes").exit()).isZero();
        assertThat(history()).containsExactly("5", "12");
    }

    @Test
    void forget_everything_leavesNoHistory() {
        CommandRun forgotten = run("forget", "--everything", "--yes", "--json");
        assertThat(forgotten.json().get("everything").getAsBoolean()).isTrue();
        assertThat(forgotten.json().get("titles").getAsInt()).isZero();
        assertThat(history()).isEmpty();
    }

    @Test
    void forget_nothingFound_failsWithOneLineAndKeepsAll() {
        CommandRun failed = run("forget", "Haet", "--yes");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.problem()).contains("Haet");
        assertThat(history()).hasSize(3);
    }

    @Test
    void forget_noTerminalAndNoYes_isBadUsageAndKeepsAll() {
        for (String what : List.of("5", "--everything")) {
            CommandRun refused = CommandRun.of(data(), "yes\n", "forget", what);
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.problem()).contains("--yes");
        }
        assertThat(history()).hasSize(3);
    }

    @Test
    void forget_titleAndEverythingOrNeither_isBadUsage() {
        assertThat(run("forget", "5", "--everything", "--yes").exit()).isEqualTo(2);
        assertThat(run("forget", "--yes").problem()).contains("--everything");
        assertThat(history()).hasSize(3);
    }

    @Test
    void forget_atATerminal_asksFirst() {
        String[] heat = {"Heat", "--data", data().toString()};
        CommandRun no = answered("no\n", heat);
        assertThat(no.exit()).isEqualTo(1);
        assertThat(no.err()).contains("Forget Heat (1995) [5]?", "nothing was forgotten");
        assertThat(answered("", heat).exit()).isEqualTo(1);
        assertThat(history()).hasSize(3);
        assertThat(answered("yes\n", heat).exit()).isZero();
        assertThat(history()).hasSize(2);
    }

    @Test
    void forget_noMemory_failsAndMakesNone() {
        Path none = directory.resolve("none");
        assertThat(CommandRun.of(none, "", "forget", "--everything", "--yes").problem())
                .contains("no memory");
        assertThat(Files.exists(none)).isFalse();
    }
}
