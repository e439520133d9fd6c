package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ViewerCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return ViewerCommand.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(args);
    }

    private String data() {
        return directory.resolve("agent").toString();
    }

    @Test
    void track_thenStatsAndExport_remembersAcrossProcesses() throws Exception {
        assertThat(run("track", "--data", data(), "rating", "m-1", "4.5")).isZero();
        assertThat(run("track", "--data", data(), "view", "m-2", "95", "--completed"))
                .isZero();
        assertThat(run("stats", "--data", data(), "--json")).isZero();
        var stats = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(stats.get("events").getAsInt()).isEqualTo(2);
        assertThat(stats.get("consents").getAsString()).isEqualTo("none");
        assertThat(stats.get("embedder").getAsString()).contains("all-MiniLM-L6-v2-q8");
        assertThat(run("export", "--data", data())).isZero();
        assertThat(out.toString().lines()).hasSize(3);
        assertThat(out.toString()).contains("\"mediaId\":\"m-1\"", "\"liking\":\"HIGH\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("agent"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("agent/identity.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void recommend_withoutCatalogue_saysWhatToDo() {
        assertThat(run("recommend", "--data", data())).isEqualTo(1);
        assertThat(out.toString()).contains("sync with a Core first");
    }

    @Test
    void recommend_genreThatNoTitleHas_failsAndSaysSo() {
        String catalogue = CommandRun.catalogue(directory).toString();
        assertThat(run("recommend", "--data", data(), "--catalogue", catalogue, "--genre", "Opera"))
                .isEqualTo(1);
        assertThat(out.toString()).isNotBlank();
    }

    // Who types a command wrongly and asks for its help was shown another's, and told that all was well.
    @Test
    void help_ofAnUnknownCommand_isBadUsage() {
        assertThat(run("nonsense", "--help")).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("nonsense");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void help_examples_fitEightyColumns() {
        CommandLine line = ViewerCommand.commandLine(new PrintWriter(out), new PrintWriter(err));
        List<CommandLine> all = new ArrayList<>(line.getSubcommands().values());
        all.add(line);
        assertThat(all.stream()
                        .flatMap(
                                c -> Stream.of(c.getCommandSpec().usageMessage().footer())))
                .isNotEmpty()
                .allMatch(example -> example.length() < 80);
    }

    @Test
    void mcp_json_isNoOption() {
        assertThat(run("mcp", "--help")).isZero();
        assertThat(out.toString()).doesNotContain("--json");
        assertThat(run("mcp", "--json")).isEqualTo(2);
    }

    @Test
    void track_first_countsInTheSingular() {
        assertThat(run("track", "--data", data(), "rating", "m-1", "4.5")).isZero();
        assertThat(out.toString()).contains("1 event so far, ").doesNotContain("1 events", "1 patterns");
    }

    @Test
    void identity_thatIsNone_saysWhatItShouldBe() throws IOException {
        for (String text : List.of("[]", "", "{\"viewerId\": [1]}", "{oops", "{\"viewerId\":\"v\"")) {
            Path file = Files.createDirectories(directory.resolve("agent")).resolve("identity.json");
            Files.writeString(file, text);
            assertThat(run("stats", "--data", data())).isEqualTo(1);
            assertThat(err.toString().lines())
                    .as(text)
                    .singleElement()
                    .asString()
                    .contains(file + " cannot be read: an identity is", "viewerId")
                    .doesNotContain("Expected", "BEGIN", "http", "JsonReader");
        }
    }

    @Test
    void consentNone_withoutCore_isDone() {
        assertThat(run("sync", "--data", data(), "--consent", "patterns")).isEqualTo(1);
        assertThat(run("sync", "--data", data(), "--consent", "none")).isZero();
        assertThat(out.toString()).contains("no Core");
        assertThat(err.toString()).isEmpty();
        assertThat(run("stats", "--data", data(), "--json")).isZero();
        assertThat(out.toString()).contains("\"consents\": \"none\"");
    }

    /** Would catch a viewer who looked at the numbers once and can never register in that directory. */
    @Test
    void sync_enrolWhereNothingWasTrackedYet_registersThere() throws IOException {
        assertThat(run("stats", "--data", data())).isZero();
        HttpServer core = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] registration = """
                {"viewerId":"v-new","token":"t","pin":"%s","endpoints":["https://127.0.0.1:1"]}""".formatted(TestAgents.PIN).getBytes(StandardCharsets.UTF_8);
        core.createContext("/api/omega/viewers", exchange -> {
            exchange.sendResponseHeaders(201, registration.length);
            exchange.getResponseBody().write(registration);
            exchange.close();
        });
        core.start();
        try {
            String at = "http://127.0.0.1:" + core.getAddress().getPort();
            run("sync", "--data", data(), "--core", at, "--enrol", "code", "--show");
            assertThat(err.toString()).isEmpty();
            assertThat(run("track", "--data", data(), "rating", "m-1", "4.5")).isZero();
            assertThat(run("stats", "--data", data(), "--json")).isZero();
            assertThat(out.toString()).contains("\"viewerId\": \"v-new\"");
            assertThat(run("sync", "--data", data(), "--core", at, "--enrol", "code"))
                    .isEqualTo(2);
        } finally {
            core.stop(0);
        }
    }

    @Test
    void sync_withoutCore_failsWithOneLine() {
        assertThat(run("sync", "--data", data())).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("has no Core to sync with");
    }

    @Test
    void sync_coreNotThere_failsWithOneLine() {
        assertThat(run(
                        "sync",
                        "--data",
                        data(),
                        "--core",
                        "http://127.0.0.1:1",
                        "--enrol",
                        "code",
                        "--pin",
                        TestAgents.PIN))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("cannot be reached")
                .doesNotContain("java.net", "Exception");
    }

    @Test
    void help_ofAllCommands_hasWholeSentences() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith(" ")))
                .isNotEmpty()
                .noneMatch(line -> line.endsWith(":"));
    }

    /** Would catch a command without help, without an example, or that misses in the completion. */
    @Test
    void everyCommand_hasExamplesAndIsCompleted() {
        assertThat(run("completion")).isZero();
        String script = out.toString();
        for (String command : List.of(
                "run",
                "recommend",
                "track",
                "stats",
                "export",
                "import",
                "forget",
                "sync",
                "doctor",
                "mcp",
                "completion")) {
            assertThat(script).contains("_picocli_viewer_" + command + "()", "complete -F");
            assertThat(run(command, "--help")).as(command).isZero();
            assertThat(out.toString()).as(command).contains("Examples:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "track --data D rating m 9",
                "track --data D rating m",
                "track --data D dance m",
                "recommend --data D -k 0x",
                "recommend --data D -k 0",
                "sync --data D --consent sample,everything",
                "sync --data D --consent patterns,largeSample",
                "nothing",
                "import",
                "doctor --fix",
                "stats --what"
            })
    void badUsage_exitsTwoWithOneLine(String line) {
        assertThat(run(line.replace("D", data()).split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("--help");
    }

    @Test
    void sync_consentOfAnUnknownName_namesTheKnownOnes() {
        assertThat(run("sync", "--data", data(), "--consent", "sample,large-sample"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("large-sample", "patterns, sample, audit, metrics, largeSample, none");
        assertThat(run("sync", "--data", data(), "--consent", "largeSample")).isEqualTo(2);
        assertThat(err.toString()).contains("--consent sample,largeSample");
    }

    // Nothing is synced where there is no Core, but the owner has decided.
    @Test
    void sync_consentToTheLargerSample_isKeptAndShownInStats() {
        assertThat(run("sync", "--data", data(), "--consent", "sample,largeSample", "--show"))
                .isZero();
        assertThat(run("stats", "--data", data())).isZero();
        assertThat(out.toString()).containsPattern("consents +sample largeSample");
        assertThat(run("sync", "--data", data(), "--consent", "sample", "--show"))
                .isZero();
        assertThat(run("stats", "--data", data(), "--json")).isZero();
        assertThat(out.toString()).contains("\"consents\": \"sample\"");
    }

    @Test
    void help_ofEveryCommand_exitsZero() {
        for (String command : ViewerCommand.commandLine(new PrintWriter(out), new PrintWriter(err))
                .getSubcommands()
                .keySet()) {
            assertThat(run(command, "--help")).as(command).isZero();
            assertThat(out.toString()).contains("Usage:");
        }
    }

    @Test
    void stats_directoryInUse_failsWithOneLineAndTheProcess() {
        run("stats", "--data", data());
        try (ViewerAgent agent = new ViewerOptionsAt(directory.resolve("agent")).open()) {
            assertThat(agent.stats().memory().events()).isZero();
            assertThat(run("stats", "--data", data())).isEqualTo(1);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .contains(String.valueOf(ProcessHandle.current().pid()));
        }
    }

    /** The agent of a directory, as the commands open it. */
    private record ViewerOptionsAt(Path directory) {
        ViewerAgent open() {
            Identity identity = Identity.of(directory);
            return ViewerRuntime.openAlone(
                    io.exogenesis.omega.viewer.ViewerAgentConfig.builder(identity.viewer(), directory)
                            .syncInterval(java.time.Duration.ZERO)
                            .build());
        }
    }

    // The message named a setting of the library, and not that the consents had changed.
    @Test
    void sync_consentWithoutCore_saysThatTheyAreKept() {
        assertThat(run("sync", "--data", data(), "--consent", "patterns,sample"))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("--core URI --enrol CODE", "the consents are kept (patterns, sample)");
        assertThat(run("stats", "--data", data(), "--json")).isZero();
        assertThat(out.toString()).contains("\"patterns sample\"");
    }

    // A Core that is named without a code was passed by without a word.
    @Test
    void sync_coreWithoutCode_isBadUsage() {
        assertThat(run("sync", "--data", data(), "--core", "https://127.0.0.1:1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--enrol CODE");
    }

    // "viewer sync" told a viewer without a Core to enrol, and enrolling told it that it could not.
    @Test
    void sync_enrolWhereALocalViewerIs_saysHowItsHistoryMoves() {
        assertThat(run("track", "--data", data(), "share", "m-1")).isZero();
        assertThat(run("sync", "--data", data(), "--core", "http://127.0.0.1:1", "--enrol", "code"))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("viewer export --data " + data() + " | viewer import --data NEW -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA", "no base64!"})
    void sync_pinThatIsNone_isBadUsage(String pin) {
        assertThat(run("sync", "--data", data(), "--core", "https://127.0.0.1:1", "--enrol", "code", "--pin", pin))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("pin")
                .doesNotContain("Exception");
    }

    @Test
    void sync_noPin_isBadUsage() {
        assertThat(run("sync", "--data", data(), "--core", "https://127.0.0.1:1", "--enrol", "code"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("needs its pin");
    }

    // A script's unset variable closed the working directory to others and put a memory into it.
    @Test
    void data_empty_isBadUsage() {
        assertThat(run("stats", "--data", "")).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("--data is empty");
    }

    @Test
    void data_thatIsAFile_failsWithOneLineThatSaysSo() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(run("stats", "--data", file.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("there is a file of this name");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void stats_filesThatOthersCanRead_areClosed() throws IOException {
        Path data = directory.resolve("agent");
        Files.createDirectory(data);
        for (String name : List.of("identity.json", "catalogue.sha256")) {
            Files.writeString(data.resolve(name), "{\"viewerId\":\"v\"}");
            Files.setPosixFilePermissions(data.resolve(name), PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        assertThat(run("stats", "--data", data.toString())).isZero();
        for (String name : List.of("identity.json", "catalogue.sha256")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void recommend_catalogueRemembered_isTheOwnersAlone() throws IOException {
        String catalogue = CommandRun.catalogue(directory).toString();
        assertThat(run("recommend", "--data", data(), "--catalogue", catalogue)).isZero();
        try (Stream<Path> all = Files.walk(Path.of(data()))) {
            assertThat(all.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void recommend_unknownTimeOfDay_isBadUsageThatNamesTheKnown() {
        assertThat(run("recommend", "--data", data(), "--time-of-day", "noon")).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("morning, afternoon, evening, night", "noon");
        StringWriter plain = new StringWriter();
        assertThat(ViewerProgram.execute(
                        new String[] {"recommend", "--data", data(), "--time-of-day", "noon"},
                        new PrintWriter(plain),
                        new PrintWriter(plain)))
                .isEqualTo(2);
        String catalogue = CommandRun.catalogue(directory).toString();
        assertThat(run("recommend", "--data", data(), "--time-of-day", "Evening", "--catalogue", catalogue))
                .isZero();
    }

    @Test
    void track_titleThatTheCatalogueLacks_warnsWithTheNearest() {
        String catalogue = CommandRun.catalogue(directory).toString();
        assertThat(run("track", "--data", data(), "--catalogue", catalogue, "rating", "111", "3"))
                .isZero();
        assertThat(err.toString()).contains("no title with the id 111", "did you mean 11 (Goodfellas");
        assertThat(run("track", "--data", data(), "skip", "solaris", "3")).isZero();
        assertThat(err.toString()).contains("did you mean 7 (Solaris");
        assertThat(run("track", "--data", data(), "share", "nosuch")).isZero();
        assertThat(err.toString()).contains("ids look like ");
        assertThat(run("track", "--data", data(), "view", "7", "30")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void stats_directoryOfOtherFiles_isRefusedInOneLine() throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        Files.writeString(home.resolve("letter.txt"), "dear");
        assertThat(run("stats", "--data", home.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains(home.toString(), "name a directory that is new or empty");
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).containsExactly(home.resolve("letter.txt"));
        }
    }

    @Test
    void recommend_builtInCatalogueIsDamaged_isEmbeddedAnew() throws IOException {
        assertThat(run("recommend", "--data", data(), "--catalogue", "builtin")).isZero();
        String before = out.toString();
        damageModels();
        assertThat(run("recommend", "--data", data())).isZero();
        assertThat(out.toString()).isEqualTo(before);
        assertThat(run("recommend", "--data", data())).isZero();
        assertThat(err.toString()).as("embedded once, and kept").isEmpty();
    }

    @Test
    void recommend_ownersCatalogueIsDamaged_asksForItAgain() throws IOException {
        String catalogue = CommandRun.catalogue(directory).toString();
        assertThat(run("recommend", "--data", data(), "--catalogue", catalogue)).isZero();
        damageModels();
        assertThat(run("recommend", "--data", data())).isEqualTo(1);
        assertThat(err.toString()).contains("name it again with --catalogue");
    }

    private void damageModels() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(data(), "models"))) {
            for (Path file : files.toList()) {
                Files.writeString(file, "not a catalogue");
            }
        }
    }
}
