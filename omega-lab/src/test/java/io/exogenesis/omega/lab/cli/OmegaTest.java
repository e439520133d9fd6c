package io.exogenesis.omega.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.ops.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class OmegaTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = Omega.commandLine(Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8)));
        line.setErr(new PrintWriter(err, true));
        line.setOut(new PrintWriter(new PrintStream(out, true, StandardCharsets.UTF_8), true));
        return line.execute(args);
    }

    /** Bad usage: exit 2 and exactly one line, which says what to do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "--fly",
                "core",
                "core fly",
                "core start --fly",
                "core start --http-port many",
                "core start --http-port 70000",
                "core admin",
                "core admin fly",
                "core admin accounting --fly",
                "core backup",
                "core backup x.zip --data /no/such/directory",
                "core restore",
                "core restore /no/such/file.zip",
                "core import /no/such/file.zip",
                "demo --fly",
                "demo --viewers none",
                "demo --viewers 0",
                "demo --rounds 0",
                "demo --holdout first",
                "demo --malicious 1.5",
                "demo --attack collude",
                "demo --ratings /no/such/directory",
                "demo --report /no/such/directory/r.json",
                "demo --scale 1:10",
                "demo --ratings x --scale ten",
                "lab evaluate --ratings x --scale 10:1",
                "lab evaluate --ratings x --scale 1:10 --implicit",
                "lab evaluate --ratings x --skip-broken -1",
                "lab evaluate --ratings x --columns user=userId",
                "lab evaluate --ratings x --columns viewer=a,viewer=b",
                "lab attack --ratings x --columns viewer=",
                "lab trend --ratings x --scale 1:1",
                "lab",
                "lab fly",
                "lab evaluate --ratings x --seed 3",
                "lab evaluate",
                "lab evaluate --ratings x --protocol first",
                "lab evaluate --ratings x --protocol last,first",
                "lab evaluate --ratings x --protocol replay --epochs 1",
                "lab evaluate --ratings x --protocol replay --epochs 12,many",
                "lab evaluate --ratings x --protocol replay --activity never",
                "lab evaluate --ratings x --protocol replay --defence perhaps",
                "lab trend --ratings x --report .",
                "lab evaluate --ratings x --rolling 99",
                "lab evaluate --ratings x --rolling -1",
                "lab evaluate --ratings x --report /no/such/directory/r.json",
                "lab evaluate --ratings x --per-viewer /no/such/directory/r.csv",
                "lab evaluate --ratings x --seed many",
                "lab curve",
                "lab curve --ratings /no/such/directory",
                "lab curve --ratings x --fly",
                "lab attack --attack all",
                "lab attack --ratings x --replay --attack drift",
                "lab evaluate --ratings x --sizes 50,201",
                "lab trend",
                "lab report /no/such/report.json",
                "lab report /no/such/report.json --into /no/such/page.md",
                "lab report --ratings x --only dance",
                "lab report --report /no/such/directory/r.json",
                "lab explore",
                "lab explore --ratings x --share 2",
                "lab simulate --core quic://x:1",
                "lab simulate --core https://x:1 --viewers 5",
                "lab simulate --core quic://x:1 --viewers 0",
                "lab simulate --core quic://x:1 --viewers 5 --sync-interval 1s",
                "lab simulate --core quic://x:1 --viewers 5 --duration soon",
                "lab simulate --core quic://x:1 --viewers 5 --loss 100",
                "lab simulate --core quic://x:1 --viewers 5 --malicious 1.5",
                "lab simulate --core quic://x:1 --viewers 5 --engine steam",
                "lab quic --trials 0",
                "lab quic --rtt -1",
                "lab quic --loss 50",
                "lab quic --engine steam",
                "lab dst --seeds 0",
                "lab dst --report /no/such/directory/r.json",
                "lab heal --faults 0",
                "lab heal --modes fly",
                "lab heal --classes fly",
                "lab heal --report /no/such/directory/r.json",
                "lab bench",
                "lab bench fly",
                "lab bench distribution --runs 0",
                "lab bench fold --runs 0",
                "lab bench fold --report /no/such/directory/r.json",
                "fly --help",
                "core fly --help",
                "core admin fly -h",
                "viewer fly --help",
                "lab fly --help"
            })
    void execute_badUsage_exit2AndOneLine(String args) {
        assertThat(run(args.isEmpty() ? new String[0] : args.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1).allMatch(l -> l.startsWith("omega"));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** Options that contradict each other, or would do nothing: said before the ratings are even looked for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "lab evaluate --ratings x --protocol replay --defence on --undefended;--undefended is --defence off",
                "lab evaluate --ratings x --epochs 5;--epochs is for --protocol replay",
                "lab evaluate --ratings x --epochs 5 --activity all --no-baselines;--epochs is for --protocol replay",
                "lab evaluate --ratings x --activity all --protocol last,global;--activity is for --protocol replay",
                "lab evaluate --ratings x --defence off;--defence is for --protocol replay",
                "lab evaluate --ratings x --undefended;--undefended is for --protocol replay",
                "lab evaluate --ratings x --no-baselines;--no-baselines is for --protocol replay",
                "lab evaluate --ratings x --protocol global --ablation;--ablation is for --protocol last or replay",
                "lab evaluate --ratings x --protocol global --rolling 3;--rolling is for --protocol last",
                "lab evaluate --ratings x --protocol replay --rolling 3;--rolling is for --protocol last",
                "lab evaluate --ratings x --protocol replay --sizes 25;--sizes is for --protocol last, global or loo99",
                "lab evaluate --ratings x --protocol replay --per-viewer each.csv;--per-viewer is for --protocol last, global or loo99",
                "lab evaluate --ratings x --columns viewer=1,item=1;--columns names 1 twice, as viewer and item",
                "lab evaluate --ratings x --columns viewer=a,item=A;--columns names A twice",
                "lab attack --ratings x --attack drift --undefended;--undefended is for attacks on titles",
                "lab report --only curve;need --ratings DIR",
                "lab report --scale 1:10;need --ratings DIR",
                "lab report --seed 2;need --ratings DIR"
            })
    void execute_contradictingOrIdleOptions_exit2AndNamed(String args, String said) {
        assertThat(run(args.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1).allMatch(l -> l.contains(said));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** All three at once are one question: nothing of it is idle. */
    @Test
    void execute_optionsOfBothProtocols_onlyTheRatingsAreMissing() {
        String args =
                "lab evaluate --ratings /no/such --protocol last,replay --ablation --rolling 2 --sizes 25 --epochs 3";
        assertThat(run(args.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("/no/such does not exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "core",
                "core run",
                "core start",
                "core stop",
                "core status",
                "core backup",
                "core restore",
                "core export",
                "core import",
                "core admin",
                "core admin accounting",
                "lab",
                "lab evaluate",
                "lab curve",
                "lab explore",
                "lab bench",
                "lab report"
            })
    void execute_help_everywhere(String command) {
        assertThat(run((command + " --help").strip().split(" "))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: omega " + command);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void help_ofTheCore_namesNoCommandThatIsNotThere() {
        assertThat(run("core", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("admin", "backup", "restore", "export", "import")
                .doesNotContain("Not there yet");
    }

    // The viewer's commands end here as they do alone: in words, not with the name of a class.
    @Test
    void viewer_coreNotThere_failsInWords(@TempDir Path data) {
        String line = "viewer sync --core http://127.0.0.1:1 --enrol code --data " + data;
        assertThat(run(line.split(" "))).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("cannot be reached")
                .doesNotContain("Exception", "java.");
    }

    /** Data that nobody can be asked in: failed, with one line that says why, and before anything is embedded. */
    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "evaluate --protocol all", "evaluate --protocol replay", "curve", "explore"})
    void lab_nobodyLikesFiveTitles_exit1AndOneLine(String command, @TempDir Path data) throws IOException {
        Files.writeString(data.resolve("r.csv"), "viewer,item,rating,timestamp\na,x,5,1557000001\na,y,4,1557000002\n");
        String[] args = ("lab " + command + " --ratings " + data + " --data " + data).split(" ");
        assertThat(run(args)).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(1)
                .allMatch(l -> l.contains("liked titles") || l.contains("likes 5 titles"));
    }

    /** Ratings that need an option, in each command that takes them: one line that names it, and nothing begun. */
    @ParameterizedTest
    @ValueSource(strings = {"lab evaluate", "lab curve", "lab attack", "lab trend", "lab explore", "demo"})
    void ratings_ofAnotherScale_exit2AndTheOption(String command, @TempDir Path data) throws IOException {
        Files.writeString(data.resolve("r.csv"), "user;item;score\na;x;9\na;y;4\n");
        assertThat(run((command + " --ratings " + data).split(" "))).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(1)
                .allMatch(l -> l.contains("r.csv:2: ") && l.contains("--scale MIN:MAX"));
    }

    /** What was recognised and what was skipped is said before anything is computed; the list stands in a file. */
    @Test
    void ratings_withOptions_recognisedAndSkippedAreSaid(@TempDir Path data) throws IOException {
        Files.writeString(data.resolve("r.csv"), "who;what;score\na;x;9\na;y;4\na;z;none\n");
        String options = " --scale 1:10 --skip-broken 2 --columns viewer=who,item=what --data " + data;
        assertThat(run(("lab evaluate --ratings " + data + options).split(" "))).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Recognised plain CSV: r.csv (semicolon, UTF-8); columns viewer=who item=what rating=score")
                .contains("liked from 8; broken rows skipped: 1")
                .contains("r.csv:4: the rating is not a number: 'none'");
        assertThat(data.resolve("skipped-rows.txt")).content().contains("r.csv:4: ");
        assertThat(err.toString().lines()).hasSize(1).allMatch(l -> l.contains("liked titles"));
    }

    /** Without times the order of the file is all there is: what lives through "the time" must say so. */
    @ParameterizedTest
    @ValueSource(
            strings = {"evaluate --protocol replay", "evaluate --protocol global", "evaluate --protocol all", "explore"
            })
    void ratings_withoutTimesWhereTimeCounts_warned(String command, @TempDir Path data) throws IOException {
        Files.writeString(data.resolve("r.csv"), "viewer,item,rating\na,x,5\na,y,4\n");
        assertThat(run(("lab " + command + " --ratings " + data + " --data " + data).split(" ")))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Warning: no times: the order of the file is taken for time")
                .contains("(plain CSV, no timestamps: the order of the file is taken for time)");
    }

    @Test
    void ratings_withTimesOrWhereTheyDoNotCount_noWarning(@TempDir Path data) throws IOException {
        Files.writeString(data.resolve("r.csv"), "viewer,item,rating\na,x,5\na,y,4\n");
        run(("lab evaluate --ratings " + data + " --data " + data).split(" "));
        Files.writeString(data.resolve("r.csv"), "viewer,item,rating,date\na,x,5,2019-05-04\na,y,4,2019-05-05\n");
        run(("lab evaluate --protocol replay --ratings " + data + " --data " + data).split(" "));
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("Warning");
    }

    /** Days that are places in a file are no days. */
    @Test
    void trend_ratingsWithoutTimes_refused(@TempDir Path data) throws IOException {
        Files.writeString(data.resolve("r.csv"), "viewer,item,rating\na,x,5\na,y,4\n");
        assertThat(run(("lab trend --ratings " + data).split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1).allMatch(l -> l.contains("trends need times"));
    }

    @Test
    void execute_unknownCommandOfAGroup_isNamedAlone() {
        assertThat(run("core", "admin", "fly", "--data", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no command fly (see ./omega core admin --help)");
    }

    @Test
    void status_noCore_exit3(@TempDir Path data) {
        assertThat(run("core", "status", "--data", data.toString())).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("stopped: ");
    }

    @Test
    void status_noCoreAsJson_oneObject(@TempDir Path data) {
        assertThat(run("core", "status", "--json", "--data", data.toString())).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("{\"status\":\"stopped\"")
                .contains("\"lastEnd\":null");
    }

    /** Would catch a stack trace, or a request to whoever listens on the port by now. */
    @Test
    void admin_noCore_exit1AndOneLine(@TempDir Path data) {
        assertThat(run("core", "admin", "accounting", "--data", data.toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("no Core is ready on " + data);
    }

    @Test
    void stop_noCore_saysSo(@TempDir Path data) {
        assertThat(run("core", "stop", "--data", data.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("No Core runs on ");
    }
}
