package io.exogenesis.omega.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code core admin …} against a Core that answers as it is told: which requests go out, what a person reads, which exit code. */
class AdminCommandTest {
    private static final String TITLE = """
            {"round":7,"epoch":2,"at":"2026-03-01T12:00:00Z","founded":true,"more":0,
             "id":"m 1/2","title":"A film","state":"waiting","reason":"it is new",
             "mass":{"measured":0.5,"granted":0.05,"factor":0.316},"percentile":null,
             "audit":{"shown":0,"watched":0,"expected":0},"epochs":48,"clearing":false,
             "anchor":{"at":"2026-03-02T12:00:00Z","actor":"admin","by":"jane","note":"why"}}""";
    private static final String EPOCH = """
            {"epoch":3,"since":"2026-03-01T12:00:00Z","endsAt":null,"patterns":5,"samples":2,"reports":1,
             "contributions":8,"standing":77,"bytes":900,"viewers":2,"ceiling":1000,"byteCeiling":100000,
             "largest":[{"viewer":"v1","patterns":4,"samples":1,"reports":1,"accepted":9}]}""";

    @TempDir
    Path data;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> types = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new TreeMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer core;

    @BeforeEach
    void start() throws IOException {
        core = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        core.createContext("/", exchange -> {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            requests.add(request);
            types.add(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
            String answer = answers.get(request);
            boolean known = answer != null
                    && "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = (known ? answer : "{\"detail\":\"there is no such title\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        core.start();
        Files.writeString(
                data.resolve("bootstrap.json"),
                "{\"http\":\"http://127.0.0.1:%d\",\"https\":\"\",\"quic\":\"\",\"pin\":\"p\",\"enrolmentKey\":\"k\",\"adminToken\":\"secret\"}"
                        .formatted(core.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        core.stop(0);
    }

    private int run(String... args) {
        CommandLine line = CoreCommand.commandLine(Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8)))
                .setErr(new PrintWriter(err, true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                // as ./omega does: one line, and 2 for what another command line would mend
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(e.getMessage());
                    return e instanceof CoreProblem problem && problem.isUsage() ? 2 : 1;
                });
        String[] all = new String[args.length + 3];
        all[0] = "admin";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--data";
        all[args.length + 2] = data.toString();
        return line.execute(all);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void titles_withStateAndPage_asksForThemAndShowsATable() {
        answers.put(
                "GET /api/admin/titles?state=waiting&after=a%26b&limit=1",
                "{\"round\":7,\"epoch\":2,\"at\":\"2026-03-01T12:00:00Z\",\"founded\":true,\"more\":4,\"titles\":["
                        + TITLE + "],\"next\":\"m 1/2\"}");
        assertThat(run("titles", "--state", "waiting", "--after", "a&b", "--limit", "1"))
                .isZero();
        assertThat(printed())
                .contains("As of round 7 in epoch 2")
                .contains("m 1/2  A film  waiting  10 %     ≥ 48")
                .contains("4 less important titles")
                .contains("--after m 1/2");
    }

    @Test
    void title_json_isTheAnswer() {
        answers.put("GET /api/admin/titles/m%201%2B2", TITLE);
        assertThat(run("title", "m 1+2", "--json")).isZero();
        assertThat(JsonParser.parseString(printed())).isEqualTo(JsonParser.parseString(TITLE));
    }

    @Test
    void title_forAPerson_saysReasonAndAnchor() {
        answers.put("GET /api/admin/titles/m1", TITLE);
        assertThat(run("title", "m1")).isZero();
        assertThat(printed()).contains("it is new").contains("by admin (jane)").contains("at least 48");
    }

    private static final String IMPORT = """
            {"dryRun":%s,"import":%s,"sameAs":7,"sha256":"ab","version":3,"items":2,"added":1,"changed":1,"withdrawn":0,
             "unchanged":4,"refused":{"broken":1,"duplicates":0,"conflicts":0},
             "examples":{"added":[{"id":"a1","title":"New"}],
              "changed":[{"before":{"id":"c1","title":"Old name"},"after":{"id":"c1","title":"Other name"}}],
              "withdrawn":[],"refused":[{"at":"line 3","kind":"broken","reason":"no title"}]}}""";

    @Test
    void catalogueImport_withoutYes_showsWhatItWouldDo_andWithItDoesIt() throws IOException {
        Path file = Files.writeString(data.resolve("titles.csv"), "id,title\n");
        String query = "&note=spring&by=jane";
        answers.put("POST /api/admin/catalogue?mode=add&dryRun=true" + query, IMPORT.formatted(true, null));
        answers.put("POST /api/admin/catalogue?mode=replace&dryRun=false" + query, IMPORT.formatted(false, 9));

        assertThat(run("catalogue", "import", file.toString(), "--note", "spring", "--by", "jane"))
                .as("%s", err)
                .isZero();
        assertThat(printed())
                .contains("Old name -> Other name")
                .contains("line 3")
                .contains("Would be: 1 added, 1 changed, 0 withdrawn, 4 as they were; 2 titles")
                .contains("the same file as import 7")
                .contains("1 broken");
        assertThat(run(
                        "catalogue",
                        "import",
                        file.toString(),
                        "--replace",
                        "--yes",
                        "--note",
                        "spring",
                        "--by",
                        "jane"))
                .isZero();
        assertThat(printed()).contains("Import 9: 1 added");
        assertThat(types).containsExactly("text/csv", "text/csv");
    }

    @Test
    void catalogueImport_ofAnotherKindOfFileOrNone_isRefusedWithOneLine() {
        assertThat(run("catalogue", "import", "titles.xml")).isEqualTo(2);
        assertThat(run("catalogue", "import", data.resolve("none.json").toString()))
                .isEqualTo(1);
        assertThat(requests).isEmpty();
        assertThat(err.toString()).contains("*.csv or *.json").contains("there is no file");
    }

    @Test
    void catalogueImportsAndRollback_listAndTakeBack() {
        answers.put(
                "GET /api/admin/imports?limit=20",
                "{\"imports\":[{\"import\":9,\"at\":\"2026-03-01T12:00:00Z\",\"actor\":\"admin\",\"by\":\"jane\",\"note\":\"spring\",\"mode\":\"add\",\"sha256\":\"abcdef0123456789\",\"version\":3,\"added\":1,\"changed\":0,\"withdrawn\":0,\"unchanged\":0,\"rolledBackAt\":null,\"canRollBack\":true}],\"next\":9}");
        answers.put(
                "POST /api/admin/imports/9/rollback?note=&by=jane",
                "{\"version\":4,\"items\":1,\"added\":0,\"changed\":0,\"withdrawn\":1,\"unchanged\":1}");
        assertThat(run("catalogue", "imports")).isZero();
        assertThat(printed()).contains("possible").contains("admin (jane)").contains("--before 9");
        assertThat(run("catalogue", "rollback", "9", "--by", "jane")).isZero();
        assertThat(printed()).contains("Rolled back import 9: 0 added, 0 changed, 1 withdrawn; 1 titles");
    }

    @Test
    void anchorUnanchorAndClear_sendReasonAndName() {
        String reason = "?note=a%20festival&by=jo%20e";
        answers.put("PUT /api/admin/titles/m1/anchor" + reason, TITLE);
        answers.put("DELETE /api/admin/titles/m1/anchor" + reason, TITLE);
        answers.put("DELETE /api/admin/titles/m1/refutation" + reason, TITLE);
        for (String change : List.of("anchor", "unanchor", "clear")) {
            assertThat(run(change, "m1", "--note", "a festival", "--by", "jo e"))
                    .as(change + err)
                    .isZero();
        }
        assertThat(requests).hasSize(3);
    }

    @Test
    void anchor_withoutAName_sendsThisUsers() {
        assertThat(run("anchor", "m1")).isEqualTo(1);
        assertThat(requests.getFirst()).endsWith("by=" + Words.encoded(System.getProperty("user.name")));
    }

    @Test
    void actions_showWhoDidWhat_withoutWhatATerminalWouldObey() {
        answers.put(
                "GET /api/admin/actions?limit=20",
                "{\"actions\":[{\"id\":5,\"at\":\"2026-03-01T12:00:00Z\",\"actor\":\"admin\",\"by\":\"jane\",\"action\":\"anchor\",\"subject\":\"m1\",\"note\":\"a\\u001b[2Jb\\u202ec\"}],\"next\":null}");
        assertThat(run("actions")).isZero();
        assertThat(printed()).contains("admin (jane)").contains("a [2Jb c").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void actions_onAnEpoch_nameIt() {
        answers.put(
                "GET /api/admin/actions?limit=20",
                "{\"actions\":[{\"id\":5,\"at\":\"2026-03-01T12:00:00Z\",\"actor\":\"admin\",\"by\":\"\",\"action\":\"run-round\",\"subject\":\"1\",\"note\":\"\"}],\"next\":null}");
        assertThat(run("actions")).isZero();
        assertThat(printed()).containsPattern("run-round +epoch 1");
    }

    @Test
    void epoch_showsWhatItHolds() {
        answers.put("GET /api/admin/epoch?largest=10", EPOCH);
        assertThat(run("epoch")).isZero();
        assertThat(printed())
                .contains("ends with the next round")
                .contains("v1")
                .contains("100000");
    }

    // What cannot be undone names the epoch that its operator saw, and is not done without a word.
    @Test
    void discard_needsYes_andConfirmsTheEpoch() {
        answers.put("GET /api/admin/epoch?largest=0", EPOCH);
        answers.put("DELETE /api/admin/epoch/contributions?confirm=3&note=&by=jane", EPOCH);
        assertThat(run("epoch", "discard", "--by", "jane")).isEqualTo(2);
        assertThat(requests).isEmpty();
        assertThat(run("epoch", "discard", "--by", "jane", "--yes")).isZero();
        assertThat(printed()).contains("Erased 8 contributions of 2 viewers in epoch 3");
    }

    @Test
    void accounting_oneViewer_isSaidInTheSingular() {
        answers.put(
                "GET /api/admin/accounting",
                "{\"viewers\":1,\"acknowledged\":0,\"decided\":{\"admitted\":0,\"refused\":0,\"expired\":0},\"pending\":0,\"duplicateFrames\":0}");
        assertThat(run("accounting")).isZero();
        assertThat(printed().lines().toList().getLast()).isEqualTo("1 viewer");
    }

    @Test
    void close_tellsTheRound() {
        answers.put(
                "POST /api/admin/epoch/close?note=&by=jane",
                "{\"epoch\":3,\"round\":9,\"admitted\":4,\"refused\":1,\"expired\":3}");
        assertThat(run("epoch", "close", "--by", "jane")).isZero();
        assertThat(printed()).contains("Epoch 3 ended with round 9: 4 admitted, 1 refused, 3 expired");
    }

    // Only curl and jq could make a code for one's own Core.
    @Test
    void codes_printsEachOnALine_andJsonIsTheAnswer() {
        String answer = "{\"codes\":[\"AbC-1\",\"dEf_2\"]}";
        answers.put("POST /api/admin/viewers/codes?count=2&note=a%20test&by=jane", answer);
        answers.put("POST /api/admin/viewers/codes?count=1&note=&by=jane", "{\"codes\":[\"one\"]}");
        assertThat(run("codes", "--count", "2", "--note", "a test", "--by", "jane"))
                .isZero();
        assertThat(printed().lines()).containsExactly("AbC-1", "dEf_2");
        out.reset();
        assertThat(run("codes", "--by", "jane")).isZero();
        assertThat(printed().lines()).containsExactly("one");
        out.reset();
        assertThat(run("codes", "--count", "2", "--note", "a test", "--by", "jane", "--json"))
                .isZero();
        assertThat(JsonParser.parseString(printed())).isEqualTo(JsonParser.parseString(answer));
    }

    @Test
    void refusal_isOneLineAndFails() {
        assertThat(run("title", "m9")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("there is no such title (GET /api/admin/titles/m9: 404)");
    }

    @Test
    void badUsage_isTwo() {
        assertThat(run("titles", "--state", "blue")).isEqualTo(2);
        assertThat(run("titles", "--limit", "0")).isEqualTo(2);
        assertThat(run("actions", "--limit", "1001")).isEqualTo(2);
        assertThat(run("epoch", "--largest", "101")).isEqualTo(2);
        assertThat(run("codes", "--count", "0")).isEqualTo(2);
        assertThat(run("codes", "--count", "100001")).isEqualTo(2);
        assertThat(run("title")).isEqualTo(2);
        assertThat(requests).isEmpty();
    }

    /** An id that no title or viewer can have is told as what it is; the Core would only see an address that leads nowhere. */
    @Test
    void ids_thatNothingCanHave_areRefusedBeforeAnythingIsSent() {
        for (String command : List.of("title", "anchor", "unanchor", "clear")) {
            refusedId("media id is blank", command, "");
            refusedId("media id is longer than 128 bytes", command, "x".repeat(129));
            refusedId("media id has a control character", command, "a\u0007");
            refusedId("media id '..'", command, "..");
            refusedId("media id 'a/b'", command, "a/b");
            refusedId("media id 'a#b'", command, "a#b");
        }
        refusedId("viewer id is blank", "accounting", "--viewer", "");
        refusedId("viewer id may only have letters", "accounting", "--viewer", "a/b");
        assertThat(requests).isEmpty();
    }

    private void refusedId(String why, String... args) {
        err.getBuffer().setLength(0);
        assertThat(run(args)).as(String.join(" ", args)).isEqualTo(2);
        assertThat(err.toString()).startsWith(why).hasLineCount(1);
    }

    // A page that names a command which is not there is worse than none.
    @Test
    void commandsOfTheSecurityPage_areUnderstood() throws IOException {
        List<String> commands = Files.readAllLines(Path.of("..", "docs", "security.md")).stream()
                .filter(l -> l.startsWith("./omega core admin "))
                .toList();
        assertThat(commands).hasSizeGreaterThan(8);
        for (String command : commands) {
            CommandLine core =
                    CoreCommand.commandLine(Terminal.plain(System.out)).setCaseInsensitiveEnumValuesAllowed(true);
            core.parseArgs(command.substring("./omega core ".length()).split(" "));
        }
    }

    @Test
    void viewers_searchAndPage_areAskedForAndTextsOfOthersObeyNothing() {
        answers.put(
                "GET /api/admin/viewers?search=a%20b&cursor=c1&limit=5",
                "{\"registered\":1,\"openCodes\":2,\"viewers\":[{\"viewerId\":\"tv-1\",\"displayName\":\"x\\u001b[31my\","
                        + "\"revoked\":false,\"suspendedAt\":\"2026-03-01T12:00:00Z\",\"registeredAt\":\"2026-03-01T11:00:00Z\","
                        + "\"lastSeen\":null}],\"next\":\"c2\"}");
        assertThat(run("viewers", "--search", "a b", "--after", "c1", "--limit", "5"))
                .isZero();
        assertThat(printed())
                .contains("1 viewer, 2 open codes", "tv-1", "suspended", "More with --after c2")
                .doesNotContain("\u001b");
    }

    @Test
    void suspend_unknownViewer_failsWithOneLine() {
        assertThat(run("suspend", "nobody", "--by", "jane")).isEqualTo(1);
        assertThat(requests).containsExactly("POST /api/admin/viewers/nobody/suspend?note=&by=jane");
        assertThat(err.toString()).contains("404").hasLineCount(1);
    }

    @Test
    void remove_withoutYes_asksNothing() {
        assertThat(run("remove", "tv-1")).isEqualTo(2);
        assertThat(run("remove-pattern", "p1")).isEqualTo(2);
        assertThat(run("codes", "withdraw")).isEqualTo(2);
        assertThat(run("prune")).isEqualTo(2);
        assertThat(requests).isEmpty();
    }

    @Test
    void remove_withJson_isTheAnswerAsOneDocument() {
        answers.put(
                "DELETE /api/admin/viewers/tv-1?report=true&note=gone&by=jane",
                "{\"viewerId\":\"tv-1\",\"erased\":{\"contributions\":3}}");
        assertThat(run("remove", "tv-1", "--yes", "--note", "gone", "--by", "jane", "--json"))
                .isZero();
        assertThat(printed().strip()).isEqualTo("{\"viewerId\":\"tv-1\",\"erased\":{\"contributions\":3}}");
    }

    @Test
    void prune_withoutYes_isADryRunAndSaysSo() {
        answers.put(
                "POST /api/admin/patterns/prune?minQuality=0.5&maxAge=&minSupport=&unusedEpochs=3&limit=100&dryRun=true&note=&by=jane",
                "{\"dryRun\":true,\"matching\":1,\"pinned\":2,\"patterns\":[{\"id\":\"p1\",\"successRate\":0.25,"
                        + "\"supporters\":3,\"since\":null,\"unusedEpochs\":4,\"reasons\":[\"quality\",\"unused\"]}]}");
        assertThat(run("prune", "--min-quality", "0.5", "--unused-epochs", "3", "--by", "jane"))
                .isZero();
        assertThat(printed())
                .contains("p1", "0.250", "quality, unused")
                .contains("1 pattern would leave the bank; --yes does it; 1 match, 2 more are pinned and stay");
    }

    private static final String TLS = """
            {"source":"own","subject":"CN=Omega Core","notBefore":"2026-03-01T12:00:00Z","notAfter":"2036-02-27T12:00:00Z",
             "pins":["first=","next="],"retiredPins":[],"nextSince":"2026-03-01T12:00:00Z","rotateFrom":"2026-03-08T12:00:00Z",
             "failure":"%s"}""";

    @Test
    void tls_forAPerson_namesBothPinsAndWhenTheNextMayBeTaken() {
        answers.put("GET /api/admin/tls", TLS.formatted("cert.pem has expired"));
        assertThat(run("tls")).isZero();
        assertThat(printed())
                .contains("CN=Omega Core, valid until 2036-02-27T12:00:00Z, made by the Core")
                .contains("pin first=")
                .contains(
                        "next pin next=, known to viewers since 2026-03-01T12:00:00Z, to be taken from 2026-03-08T12:00:00Z")
                .contains("NOT TAKEN: cert.pem has expired");
    }

    @Test
    void tls_changes_areRequestsWithTheirReason() {
        answers.put("POST /api/admin/tls/reload?note=&by=jane", TLS.formatted(""));
        answers.put("POST /api/admin/tls/next?note=&by=jane", TLS.formatted(""));
        answers.put("POST /api/admin/tls/rotate?force=true&note=stolen&by=jane", TLS.formatted(""));
        assertThat(run("tls", "reload", "--by", "jane")).isZero();
        assertThat(run("tls", "next", "--by", "jane")).isZero();
        assertThat(run("tls", "rotate", "--force", "--note", "stolen", "--by", "jane"))
                .isZero();
        assertThat(run("tls", "rotate", "--by", "jane")).isEqualTo(1);
        assertThat(requests).last().isEqualTo("POST /api/admin/tls/rotate?force=false&note=&by=jane");
        assertThat(printed()).doesNotContain("NOT TAKEN");
    }

    @Test
    void stats_ofNestedFields_areOneLineEach() {
        answers.put(
                "GET /api/admin/stats",
                "{\"coordinatorId\":\"core-1\",\"metrics\":{\"viewer\":{\"activeViewers\":3,\"recommendationAccuracy\":null}},"
                        + "\"list\":[{\"a\":1},{\"a\":2}],\"flat\":[\"x\",\"y\"]}");
        assertThat(run("stats")).isZero();
        assertThat(printed())
                .containsPattern("coordinatorId +core-1")
                .containsPattern("metrics.viewer.activeViewers +3")
                .containsPattern("list.2.a +2")
                .containsPattern("flat +x, y");
    }

    @Test
    void bankDiscard_withoutItsId_isUsage() {
        assertThat(run("bank", "discard")).isEqualTo(2);
        answers.put(
                "DELETE /api/admin/bank?confirm=b1&note=&by=jane",
                "{\"formerBankId\":\"b1\",\"formerVersion\":9,\"patterns\":1,\"bankId\":\"b2\",\"version\":0,\"embeddingModel\":\"m\"}");
        assertThat(run("bank", "discard", "--confirm", "b1", "--by", "jane")).isZero();
        assertThat(printed()).contains("Discarded 1 pattern of bank b1; the new bank is b2");
    }

    @Test
    void everyCommand_hasHelpAndJson() {
        CommandLine admin = CoreCommand.commandLine(Terminal.plain(System.out))
                .getSubcommands()
                .get("admin");
        assertThat(admin.getSubcommands()).hasSizeGreaterThan(20);
        List<CommandLine> all = new ArrayList<>(admin.getSubcommands().values());
        admin.getSubcommands()
                .values()
                .forEach(c -> all.addAll(c.getSubcommands().values()));
        for (CommandLine command : all) {
            assertThat(command.getCommandSpec().optionsMap())
                    .as(command.getCommandName())
                    .containsKeys("--help", "--json", "--data");
        }
    }

    @Test
    void epochDiscard_ofOneViewer_isNotOneViewers() {
        String one =
                EPOCH.replace("\"viewers\":2", "\"viewers\":1").replace("\"contributions\":8", "\"contributions\":1");
        answers.put("GET /api/admin/epoch?largest=0", one);
        answers.put("DELETE /api/admin/epoch/contributions?confirm=3&note=&by=jane", one);
        assertThat(run("epoch", "discard", "--yes", "--by", "jane")).isZero();
        assertThat(printed()).contains("Erased 1 contribution of 1 viewer in epoch 3");
    }
}
