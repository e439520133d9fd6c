package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.viewer.ScorePart;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    Path directory;

    private Path data() {
        return directory.resolve("agent");
    }

    @Test
    void evening_byPipe_tracksLearnsAndSumsUp() {
        String catalogue = CommandRun.catalogue(directory).toString();
        CommandRun evening = CommandRun.of(data(), """
                watch 2
                rate 3 4.5
                skip 5 3
                share 2
                search alien
                watch 1 20
                genre comedy
                why 1
                genre
                help
                quit
                never read
                """, "run", "--catalogue", catalogue);
        assertThat(evening.exit()).as(evening.err()).isZero();
        assertThat(evening.out())
                .contains("For you:", "Found for 'alien':", "For you, comedy:", "Has it in its name")
                .contains("This evening: 2 watched, 1 rated, 1 skipped, 1 shared, 1 searched for.")
                .doesNotContain("There is no");
        JsonObject stats = CommandRun.of(data(), "", "stats", "--json").json();
        // two watched, one rated, one skipped, one shared, one search: each is one event
        assertThat(stats.get("events").getAsInt()).isEqualTo(6);
        // the catalogue is remembered: no need to name it again
        assertThat(stats.get("catalogueItems").getAsInt()).isEqualTo(12);
        assertThat(CommandRun.of(data(), "", "recommend", "-k", "3").out()).contains("  1. ");
    }

    @Test
    void evening_asJson_isOneObjectAStep() {
        CommandRun evening = CommandRun.of(
                data(),
                "rate 2 5\nbogus\n",
                "run",
                "--json",
                "--catalogue",
                CommandRun.catalogue(directory).toString());
        List<JsonObject> steps = evening.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertThat(steps.getFirst().getAsJsonArray("list")).hasSize(8);
        assertThat(steps).anySatisfy(s -> assertThat(s.has("problem")).isTrue());
        assertThat(steps.getLast().getAsJsonObject("summary").get("rated").getAsInt())
                .isEqualTo(1);
    }

    /** Would catch a slip of the keyboard that ends the evening, or counts. */
    @Test
    void slips_areAnsweredAndNothingIsRemembered() {
        CommandRun evening = CommandRun.of(
                data(),
                "dance\nwatch\nwatch 99\nrate 1\nrate 1 six\nrate 1 6\nwatch 1 -4\nwatch 1 NaN\nwhy 44\nsearch\nshare nope\n",
                "run",
                "--catalogue",
                CommandRun.catalogue(directory).toString());
        assertThat(evening.exit()).as(evening.err()).isZero();
        assertThat(evening.out())
                .contains("There is no 'dance'", "watch needs", "no '99'", "rate needs stars", "'six' is no number")
                .contains("between 0 and 5, not 6", "minutes are between", "search needs words", "no 'nope'")
                .contains("0 watched, 0 rated");
        assertThat(CommandRun.of(data(), "", "stats", "--json")
                        .json()
                        .get("events")
                        .getAsInt())
                .isZero();
    }

    // The same sentence stood twice, with two numbers.
    @Test
    void why_partsOfOneSentence_areOneLine() {
        assertThat(RunDialogue.sentences(List.of(
                        ScorePart.of(ScorePart.Kind.OWN_TASTE, 0.25, "You like it"),
                        ScorePart.of(ScorePart.Kind.MANY_VIEWERS, 0.125, "Many do"),
                        ScorePart.of(ScorePart.Kind.BECAUSE_YOU_WATCHED, 0.5, "You like it"))))
                .containsExactly("    +0.750  You like it", "    +0.125  Many do");
    }

    /** Would catch a title that turns the line around on a terminal, or rings its bell. */
    @Test
    void titles_withWhatATerminalObeys_arePrintedWithout() throws Exception {
        Path catalogue = Files.writeString(
                directory.resolve("c.jsonl"),
                "{\"id\":\"1\",\"title\":\"He\\u202eat\",\"genres\":[\"Crime\"]}\n"
                        + "{\"id\":\"2\",\"title\":\"Far\\u2066go\",\"genres\":[\"Crime\"]}\n");
        CommandRun evening =
                CommandRun.of(data(), "watch 1\nwhy 1\nsearch a\n", "run", "--catalogue", catalogue.toString());
        assertThat(evening.out()).contains("He at", "Far go").doesNotContain("\u202e", "\u2066");
        assertThat(CommandRun.of(data(), "", "recommend").out()).doesNotContain("\u202e", "\u2066");
        CommandRun asked = CommandRun.of(data(), "", "track", "share", "x\u202ey");
        assertThat(asked.err()).isNotBlank().doesNotContain("\u202e", "\u2066");
        StringWriter list = new StringWriter();
        ShortList.print("Missing", List.of("a\u202eb\u0007c"), new PrintWriter(list, true));
        assertThat(list.toString()).contains("a b c");
    }

    @Test
    void withoutCatalogue_saysInOneLineWhatToDo() {
        CommandRun evening = CommandRun.of(data(), "quit\n", "run");
        assertThat(evening.exit()).isEqualTo(1);
        assertThat(evening.problem()).contains("--catalogue FILE", "viewer sync");
    }

    @Test
    void directoryThatCannotBe_failsInOneLine() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        CommandRun evening = CommandRun.of(file.resolve("agent"), "", "run");
        assertThat(evening.exit()).isEqualTo(1);
        assertThat(evening.problem()).contains("file");
    }

    @Test
    void listTooLong_isBadUsage() {
        assertThat(CommandRun.of(data(), "", "run", "-k", "0").exit()).isEqualTo(2);
        assertThat(CommandRun.of(data(), "", "run", "-k", "1000000").exit()).isEqualTo(2);
    }
}
