package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.ear.foreign.ForeignViewer;
import io.exogenesis.omega.lab.pictures.Chromium;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.ops.cli.CoreCommand;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.WrongPinException;
import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import io.exogenesis.omega.viewer.Registration;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import io.exogenesis.omega.wire.v1.AuthResponse;
import io.exogenesis.omega.wire.v1.CatalogueItem;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The packaged server as an operator starts it: bad input over HTTP and QUIC, 25 agents whose Core is killed in the middle of
 * their pushes, and the status page. Starting a Core costs a quarter of a minute of CPU, so one serves all, in order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackagedCoreIT {
    private static final int AGENTS = 25;
    /** Sessions that every agent pushes around the crash. */
    private static final int EVENINGS = 4;

    private static final Map<String, String> SETTINGS = Map.of(
            "OMEGA_HTTPS_HOST", "127.0.0.1",
            "OMEGA_AGGREGATE_ENABLED", "false",
            "OMEGA_AGGREGATE_VOTING_WINDOW", "PT0S",
            "OMEGA_INGEST_REQUESTS_PER_MINUTE", "6000");

    /** The first of the built-in catalogue. */
    private static final String BUILTIN_TITLE = "omega-0001";

    private Path work;
    private Path data;
    private CorePorts ports;
    private CoreProcess core;
    private Bootstrap keys;
    private Api api;

    @BeforeAll
    void start() throws IOException {
        work = Work.fresh("packaged");
        data = work.resolve("data");
        int[] free = Work.freePorts(3);
        ports = new CorePorts(free[0], free[1], free[2]);
        startCore();
    }

    private void startCore() {
        core = CoreProcess.start(CoreInstall.found(), data, ports, SETTINGS);
        keys = core.awaitReady();
        api = new Api(keys.http());
    }

    @AfterAll
    void stop() {
        if (core != null) {
            core.close();
        }
    }

    @Test
    @Order(1)
    void enrolmentCode_usedTwice_isRefused() {
        String code = api.codes(keys.enrolmentKey(), 1).getFirst();
        api.enrol(code);

        Api.Answer again = api.call("POST", "/api/omega/viewers", "", Api.enrolment(code));

        assertProblem(again, 401, "UNAUTHENTICATED");
    }

    @Test
    @Order(1)
    void otherViewersToken_isForbidden() {
        List<String> codes = api.codes(keys.adminToken(), 2);
        JsonObject one = api.enrol(codes.get(0));
        JsonObject other = api.enrol(codes.get(1));

        Api.Answer answer = api.get("/api/omega/viewers/" + text(one, "viewerId"), text(other, "token"));

        assertProblem(answer, 403, "FORBIDDEN");
        assertProblem(api.get("/api/admin/accounting", text(other, "token")), 403, "FORBIDDEN");
        assertProblem(api.get("/api/omega/events/" + text(one, "viewerId"), text(other, "token")), 403, "FORBIDDEN");
    }

    @Test
    @Order(1)
    void expiredToken_isRefusedOverHttpAndQuic() {
        JsonObject viewer = api.enrol(api.codes(keys.adminToken(), 1).getFirst());
        String expired = tokenOfEarlier(viewer, Duration.ofDays(100));

        assertProblem(api.get("/api/omega/viewers/" + text(viewer, "viewerId"), expired), 401, "UNAUTHENTICATED");
        assertThat(overQuic(connect(expired).toByteArray()).getRefusal().getCode())
                .isEqualTo(Refusal.Code.UNAUTHENTICATED);
        assertThat(overQuic(connect(text(viewer, "token")).toByteArray())
                        .getAuth()
                        .getViewerId())
                .isEqualTo(text(viewer, "viewerId"));
    }

    /** A device that was off for a day comes back by itself, but what it holds opens nothing except its renewal. */
    @Test
    @Order(1)
    void expiredToken_withinTheGrace_isRenewedAndGoodForNothingElse() {
        JsonObject viewer = api.enrol(api.codes(keys.adminToken(), 1).getFirst());
        String path = "/api/omega/viewers/" + text(viewer, "viewerId");
        String expired = tokenOfEarlier(viewer, Duration.ofHours(2));

        assertProblem(api.get(path, expired), 401, "UNAUTHENTICATED");
        String renewed = overQuic(connect(expired).toByteArray()).getAuth().getRenewedToken();
        assertThat(api.get(path, renewed).status()).isEqualTo(200);
    }

    /** A token of an hour, issued {@code ago}. */
    private String tokenOfEarlier(JsonObject viewer, Duration ago) {
        Keys signing = new Keys(data.resolve("keys"));
        signing.open();
        return signing.tokens()
                .forViewer(new ViewerId(text(viewer, "viewerId")), Instant.now().minus(ago), Duration.ofHours(1));
    }

    /** The operator's word over HTTP and over the command line, which are the same bean. */
    @Test
    @Order(1)
    void titleAnchored_overHttp_isListedReleasedAndLogged() {
        String title = "/api/admin/titles/" + BUILTIN_TITLE;
        String viewer = text(api.enrol(api.codes(keys.adminToken(), 1).getFirst()), "token");
        awaitCatalogue(); // a title is known once it is embedded
        assertProblem(api.get("/api/admin/titles", viewer), 403, "FORBIDDEN");
        assertProblem(api.call("PUT", title + "/anchor", "", ""), 401, "UNAUTHENTICATED");
        assertProblem(api.get("/api/admin/titles/nothing", keys.adminToken()), 404, "NOT_FOUND");
        assertProblem(api.get("/api/admin/titles?state=blue", keys.adminToken()), 400, "MALFORMED");

        JsonObject anchored = api.call("PUT", title + "/anchor?note=a%20prize&by=jane", keys.adminToken(), "")
                .ok(200);
        assertThat(text(anchored, "state")).isEqualTo("anchored");
        JsonObject listed =
                api.get("/api/admin/titles?state=anchored", keys.adminToken()).ok(200);
        assertThat(text(listed.getAsJsonArray("titles").get(0).getAsJsonObject(), "id"))
                .isEqualTo(BUILTIN_TITLE);
        assertThat(adminCommand("unanchor", BUILTIN_TITLE, "--by", "joe")).isZero();
        assertThat(text(
                        api.call("DELETE", title + "/refutation", keys.adminToken(), "")
                                .ok(200),
                        "state"))
                .isEqualTo("free");

        JsonArray actions =
                api.get("/api/admin/actions", keys.adminToken()).ok(200).getAsJsonArray("actions");
        assertThat(actions)
                .extracting(a -> text(a.getAsJsonObject(), "action") + " by " + text(a.getAsJsonObject(), "by"))
                .startsWith("unanchor by joe", "anchor by jane");
        assertThat(adminCommand("actions")).isZero();
    }

    // Over HTTP, the sync protocol and the command line: one bean behind all, and what one says the others obey.
    @Test
    @Order(1)
    void viewers_pagedSuspendedAndRemoved_overHttpAndCommandLine() {
        String admin = keys.adminToken();
        JsonObject viewer = api.enrol(api.codes(admin, 1).getFirst());
        api.enrol(api.codes(admin, 1).getFirst());
        String id = text(viewer, "viewerId");
        String path = "/api/admin/viewers/" + id;

        JsonObject first = api.get("/api/admin/viewers?limit=1", admin).ok(200);
        JsonObject second = api.get("/api/admin/viewers?limit=1&cursor=" + text(first, "next"), admin)
                .ok(200);
        assertThat(second.getAsJsonArray("viewers")).hasSize(1).isNotEqualTo(first.getAsJsonArray("viewers"));
        assertThat(api.get("/api/admin/viewers?search=" + id, admin).ok(200).getAsJsonArray("viewers"))
                .hasSize(1);
        assertProblem(api.get("/api/admin/viewers?cursor=nonsense", admin), 400, "MALFORMED");

        assertThat(adminCommand("suspend", id, "--by", "joe")).isZero();
        assertProblem(api.get("/api/omega/viewers/" + id, text(viewer, "token")), 403, "SUSPENDED");
        assertThat(overQuic(connect(text(viewer, "token")).toByteArray()).hasAuth())
                .as("a session, to withdraw consent")
                .isTrue();
        assertThat(api.get(path, admin).ok(200).get("suspendedAt").isJsonNull()).isFalse();
        assertThat(api.call("POST", path + "/resume?by=joe", admin, "").status())
                .isEqualTo(204);
        assertThat(api.get("/api/omega/viewers/" + id, text(viewer, "token")).status())
                .isEqualTo(200);
        JsonObject removed =
                api.call("DELETE", path + "?report=true&by=joe", admin, "").ok(200);
        assertThat(removed.getAsJsonObject("erased").get("contributions").getAsInt())
                .isZero();
        assertProblem(api.call("POST", path + "/suspend", admin, ""), 404, "NOT_FOUND");
        assertThat(adminCommand("viewers", "--search", id)).isZero();
    }

    @Test
    @Order(1)
    void operatorsQuestions_areAllAnswered_andNameTheCore() {
        String admin = keys.adminToken();
        awaitCatalogue();
        String coordinator = text(api.get("/api/admin/stats", admin).ok(200), "coordinatorId");
        assertThat(coordinator).matches("core-[0-9a-f]{16}");
        assertThat(api.get("/api/admin/configuration", admin).text()).contains("omega.coordinator.id=" + coordinator);
        assertThat(text(api.get("/api/omega/status", admin).ok(200), "coordinatorId"))
                .isEqualTo(coordinator);
        assertThat(text(api.get("/api/admin/consensus", admin).ok(200), "coordinatorId"))
                .isEqualTo(coordinator);
        assertThat(text(api.call("POST", "/api/admin/distribution", admin, "").ok(200), "coordinatorId"))
                .isEqualTo(coordinator);
        api.get("/api/admin/audit", admin).ok(200);
        String bank = text(api.get("/api/admin/bank", admin).ok(200), "bankId");
        assertProblem(api.call("DELETE", "/api/admin/bank?confirm=x", admin, ""), 400, "MALFORMED");
        assertThat(api.call("DELETE", "/api/admin/bank?confirm=" + bank, admin, "")
                        .ok(200)
                        .get("patterns")
                        .getAsInt())
                .isZero();
        assertProblem(api.get("/api/admin/patterns/nothing", admin), 404, "NOT_FOUND");
        assertProblem(api.call("PUT", "/api/admin/patterns/nothing/pin", admin, ""), 404, "NOT_FOUND");
        assertProblem(api.call("POST", "/api/admin/patterns/prune", admin, ""), 400, "MALFORMED");
        JsonObject dry = api.call("POST", "/api/admin/patterns/prune?minQuality=.5", admin, "")
                .ok(200);
        assertThat(dry.get("dryRun").getAsBoolean()).isTrue();
        assertProblem(api.get("/api/admin/rounds/999999", admin), 404, "NOT_FOUND");
        for (String question :
                List.of("stats", "audit", "configuration", "consensus", "bank", "rounds", "distribute")) {
            assertThat(adminCommand(question)).as(question).isZero();
        }
        api.codes(admin, 2);
        assertThat(adminCommand("codes", "withdraw", "--yes")).isZero();
        assertThat(api.get("/api/admin/viewers/codes", admin)
                        .ok(200)
                        .get("open")
                        .getAsInt())
                .isZero();
    }

    private int adminCommand(String... words) {
        List<String> all = new ArrayList<>(List.of("admin"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        return CoreCommand.commandLine(Terminal.plain(System.out)).execute(all.toArray(String[]::new));
    }

    @Test
    @Order(1)
    void malformedBodies_areRefusedWithOneLine() {
        assertProblem(api.call("POST", "/api/omega/viewers", "", "{nonsense"), 400, "MALFORMED");
        assertProblem(api.call("POST", "/api/omega/viewers", "", "[]"), 400, "MALFORMED");
        assertProblem(api.call("POST", "/api/omega/sync", "", "{\"frames\":7}"), 400, "MALFORMED");
        assertProblem(
                api.call("POST", "/api/omega/sync", "", "application/x-protobuf", BodyPublishers.ofString("garbage")),
                400,
                "MALFORMED");
        assertProblem(
                api.call("POST", "/api/omega/viewers", "", "text/plain", BodyPublishers.ofString("x")),
                415,
                "UNSUPPORTED");
        assertProblem(api.get("/api/nothing", ""), 404, "NOT_FOUND");
        assertProblem(api.get("/nothing", ""), 404, "NOT_FOUND");
    }

    @Test
    @Order(1)
    void bodyOfTenMegabytes_isRefused() {
        byte[] large = new byte[10 << 20];

        assertProblem(
                api.call("POST", "/api/omega/sync", "", "application/x-protobuf", BodyPublishers.ofByteArray(large)),
                413,
                "TOO_LARGE");
        // without a length beforehand, the limit must hold while reading
        assertProblem(
                api.call(
                        "POST",
                        "/api/omega/sync",
                        "",
                        "application/x-protobuf",
                        BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large))),
                413,
                "TOO_LARGE");
    }

    @Test
    @Order(1)
    void garbageOnTheQuicPort_harmsNobody() throws IOException {
        Random random = new Random(7);
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 200; i++) {
                byte[] bytes = new byte[1 + random.nextInt(1400)];
                random.nextBytes(bytes);
                socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), ports.quic()));
            }
        }

        assertThat(overQuic("no frame at all".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .getRefusal()
                        .getCode())
                .isEqualTo(Refusal.Code.MALFORMED);
        assertThat(api.ready()).isTrue();
    }

    @Test
    @Order(1)
    void wrongPin_nothingIsSent() {
        Pin wrong = new Pin("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        try (QuicDialer dialer = new JettyQuicEngine().dialer(DialConfig.defaults())) {
            assertThatThrownBy(() -> dialer.connect(quicAddress(), wrong, Duration.ofSeconds(20)))
                    .isInstanceOf(WrongPinException.class);
        }
    }

    @Test
    @Order(1)
    void removedViewer_isRefusedAtOnce() {
        JsonObject viewer = api.enrol(api.codes(keys.adminToken(), 1).getFirst());
        String path = "/api/omega/viewers/" + text(viewer, "viewerId");
        assertThat(api.get(path, text(viewer, "token")).status()).isEqualTo(200);

        api.call("DELETE", "/api/admin/viewers/" + text(viewer, "viewerId"), keys.adminToken(), "");

        assertProblem(api.get(path, text(viewer, "token")), 403, "REVOKED");
        assertThat(overQuic(connect(text(viewer, "token")).toByteArray())
                        .getRefusal()
                        .getCode())
                .isEqualTo(Refusal.Code.REVOKED);
    }

    /** Would catch a contribution lost or counted twice by a crash between journal, database and acknowledgement. */
    @Test
    @Order(2)
    void killedInTheMiddleOfPushes_accountsEqualTheAgentsLedgers() throws Exception {
        awaitCatalogue();
        KillSwitch kill = new KillSwitch(AGENTS + 10);
        try (Agents agents =
                new Agents(work.resolve("agents"), keys.http(), api.codes(keys.adminToken(), AGENTS), kill::watch)) {
            agents.each(i -> {
                agents.agent(i).initialize().join();
                agents.agent(i).firstPull().join();
                agents.watch(i, 0);
                agents.agent(i).syncWithCore().join();
            });
            JsonObject round =
                    api.call("POST", "/api/admin/rounds", keys.adminToken(), "").ok(200);
            assertThat(round.get("bankPatterns").getAsInt())
                    .as("groups of three tastes: %s", round)
                    .isPositive();
            long bankVersion = round.get("bankVersion").getAsLong();

            CompletableFuture<Void> pushing =
                    CompletableFuture.runAsync(() -> agents.each(i -> pushEvenings(agents, i)));
            int onTheirWay = kill.await();
            core.kill();
            assertThat(onTheirWay).as("pushes on their way when the Core died").isPositive();
            assertThat(core.alive()).isFalse();
            startCore();
            assertThat(bankVersion()).as("the bank survived").isEqualTo(bankVersion);
            pushing.join();

            agents.each(i -> agents.agent(i).syncWithCore().join());
            assertThat(agents.pending()).as("nothing waits in an outbox").isZero();
            assertBooksEqualLedgers(agents);

            api.call("POST", "/api/admin/rounds?endOfEpoch=true", keys.adminToken(), "")
                    .ok(200);
            JsonObject books = accounting("");
            assertThat(books.get("pending").getAsLong())
                    .as("the epoch is over: %s", books)
                    .isZero();
            assertBooksEqualLedgers(agents);
            assertThat(agents.agent(0).stats().sync().transport()).contains("quic");
        }
    }

    private static void pushEvenings(Agents agents, int i) {
        for (int evening = 1; evening <= EVENINGS; evening++) {
            agents.watch(i, evening);
            agents.agent(i).syncWithCore().join();
        }
    }

    private long bankVersion() {
        return api.get("/api/omega/status", "")
                .json()
                .getAsJsonObject("bank")
                .get("version")
                .getAsLong();
    }

    private void assertBooksEqualLedgers(Agents agents) {
        long decided = 0;
        for (int i = 0; i < agents.size(); i++) {
            JsonObject books = accounting("?viewer=" + agents.id(i));
            assertThat(books.get("acknowledged").getAsLong())
                    .as("agent %d: %s against %s", i, books, agents.ledger(i))
                    .isEqualTo(agents.ledger(i).acknowledged());
            decided += decided(books) + books.get("pending").getAsLong();
        }
        JsonObject all = accounting("");
        assertThat(all.get("acknowledged").getAsLong())
                .isEqualTo(agents.acknowledged())
                .isEqualTo(decided);
        assertThat(decided(all) + all.get("pending").getAsLong())
                .isEqualTo(all.get("acknowledged").getAsLong());
    }

    private static long decided(JsonObject books) {
        JsonObject decided = books.getAsJsonObject("decided");
        return decided.get("admitted").getAsLong()
                + decided.get("refused").getAsLong()
                + decided.get("expired").getAsLong();
    }

    private JsonObject accounting(String query) {
        return api.get("/api/admin/accounting" + query, keys.adminToken()).ok(200);
    }

    /** Would catch a page on the protocol that leaves something out: this viewer was written from it, with another library. */
    @Test
    @Order(3)
    void viewerWrittenFromTheProtocolPage_enrolsSyncsAndScoresAsTheLibraryDoes() throws Exception {
        String code = api.codes(keys.enrolmentKey(), 1).getFirst();
        try (ForeignViewer viewer = ForeignViewer.enrol(URI.create(keys.https()), keys.pin(), code)) {
            assertThat(viewer.enrolled().pin()).isEqualTo(keys.pin());
            ProtocolDoc page = new ProtocolDoc(viewer);
            List<Float> mean = new ArrayList<>();
            List<CatalogueItem> titles = page.catalogue(mean);
            page.wholeSync(titles);
            page.pages();
            page.filter();
            page.scores(titles, mean, page.itemModel());
            page.strangers();
            page.overHttps();
        }
    }

    /** The bank is that of the agents above, once a jury has admitted it; these agents live as those. */
    @Test
    @Order(4)
    void conflictStrategiesAndFilter_overQuic_decideWhatAnAgentHoldsAndGoesBy() {
        Path devices = work.resolve("strategies");
        Map<String, Registration> registered = new HashMap<>();
        new WillingJury(
                        () -> text(api.enrol(api.codes(keys.adminToken(), 1).getFirst()), "token"),
                        api::sync,
                        () -> api.call("POST", "/api/admin/rounds?endOfEpoch=true", keys.adminToken(), "")
                                .ok(200))
                .admit();
        try (ViewerRuntime runtime =
                ViewerRuntime.builder(devices.resolve("shared")).build()) {
            StrategiesAtACore strategies = new StrategiesAtACore(
                    runtime,
                    name -> Agents.config(
                            registered.computeIfAbsent(
                                    name,
                                    n -> Agents.registered(
                                            keys.http(),
                                            api.codes(keys.adminToken(), 1).getFirst(),
                                            Consents.NONE)),
                            devices.resolve(name)),
                    (agent, life) -> Agents.watch(agent, life, 0));
            strategies.eachStrategy_decidesWhatTheAgentGoesBy();
            strategies.filter_ofOneDevice_isWhatItHolds();
        }
    }

    /** Would catch a page that shows dashes because a field was renamed. */
    @Test
    @Order(3)
    void statusPage_inABrowser_showsTheRounds() throws Exception {
        Path browser = Chromium.find().orElse(null);
        assumeThat(browser)
                .as("no chromium or chrome on the PATH (apt-get install chromium): the status page is not looked at")
                .isNotNull();

        String page = Browser.dump(browser, keys.http() + "/?stream=off", work.resolve("browser"));

        assertThat(page)
                .contains("data-loaded=\"true\"")
                .contains(">ready<")
                .contains("Round 2")
                .contains("admitted");
        assertThat(page)
                .doesNotContain("The Core does not answer")
                .doesNotContain("NaN")
                .doesNotContain("undefined");
        String viewers = page.substring(page.indexOf("id=\"viewers\""));
        assertThat(viewers).startsWith("id=\"viewers\">" + registered());
    }

    private int registered() {
        return api.get("/api/omega/status", "")
                .json()
                .getAsJsonObject("viewers")
                .get("registered")
                .getAsInt();
    }

    /** Would catch a listener that misses what happened while it was away. */
    @Test
    @Order(3)
    void events_withTheLastIdSeen_tellWhatWasMissed() throws Exception {
        try (EventStream events = EventStream.open(keys.http() + "/api/omega/events", keys.adminToken(), "0")) {
            assertThat(events.next("event")).isEqualTo("bank");
            JsonObject last = api.get("/api/omega/status", "")
                    .json()
                    .getAsJsonArray("rounds")
                    .get(0)
                    .getAsJsonObject();
            assertThat(events.next("id")).endsWith(":" + last.get("round").getAsString());
            assertThat(events.next("data")).contains("\"version\":" + last.get("bankVersion"));
        }
    }

    /** Started by hand, past the check of ./omega: the Core's own lock must hold, and the first Core go on. */
    @Test
    @Order(3)
    void secondCore_onTheSameData_isRefusedWithOneLine() throws Exception {
        Path elsewhere = Work.fresh("second");
        int[] free = Work.freePorts(3);
        ProcessBuilder second = another(elsewhere, data, new CorePorts(free[0], free[1], free[2]));
        Process process = second.start();
        try {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() ->
                            Files.readString(elsewhere.resolve("console.log")).contains("[ERROR"));
            assertThat(Files.readAllLines(elsewhere.resolve("console.log")))
                    .filteredOn(l -> l.startsWith("[ERROR"))
                    .first(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                    .contains(
                            "data directory",
                            data.toString(),
                            Long.toString(core.process().pid()));
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(api.ready()).isTrue();
        assertThat(core.data().bootstrap()).contains(keys);
    }

    /** The figures that an operator looks at when something does not go on. */
    @Test
    @Order(3)
    void status_tellsOfRoundsDiskAndMemory() {
        JsonObject status = api.get("/api/omega/status", "").ok(200);
        JsonObject round = status.getAsJsonObject("round");
        assertThat(round.get("running").getAsBoolean()).isFalse();
        assertThat(round.get("failures").getAsInt()).isZero();
        assertThat(Instant.parse(text(round, "lastSuccess"))).isBefore(Instant.now());
        assertThat(status.getAsJsonObject("disk").get("free").getAsLong()).isPositive();
        assertThat(status.getAsJsonObject("heap").get("max").getAsLong()).isPositive();
        assertThat(text(status.getAsJsonObject("catalogue"), "state")).isEqualTo("READY");
    }

    /** Would catch a Core whose UDP port was busy at the start: it could neither be found nor be mended without a restart. */
    @Test
    @Order(3)
    void coreWithABusyQuicPort_isFoundAndServesHttp_andOpensThePortWhenItIsFree() throws Exception {
        Path elsewhere = Work.fresh("busy");
        Path busyData = elsewhere.resolve("data");
        int[] free = Work.freePorts(2);
        Process process;
        Api busy = new Api("http://127.0.0.1:" + free[0]);
        try (DatagramSocket holder = new DatagramSocket(new InetSocketAddress("0.0.0.0", 0))) {
            Files.createDirectories(busyData.resolve("keys"));
            Files.copy(core.data().keyStore(), busyData.resolve("keys").resolve("omega.p12"));
            ProcessBuilder builder =
                    another(elsewhere, busyData, new CorePorts(free[0], free[1], holder.getLocalPort()));
            HttpsDoor.pem(elsewhere.resolve("cert.pem"), elsewhere.resolve("key.pem"));
            builder.environment()
                    .put("OMEGA_TLS_CERTIFICATE", elsewhere.resolve("cert.pem").toString());
            builder.environment()
                    .put("OMEGA_TLS_KEY", elsewhere.resolve("key.pem").toString());
            process = builder.start();
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> Files.exists(busyData.resolve("bootstrap.json")));
            assertThat(busy.ready()).isFalse();
            JsonObject quic = check(busy, "quic");
            assertThat(text(quic, "status")).isEqualTo("DOWN");
            assertThat(text(quic.getAsJsonObject("data"), "detail")).contains("in use", "next attempt at");
        }
        try {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(500))
                    .until(busy::ready);
            givenCertificateIsInForceAndStaysWhenAnotherIsBad(busy, elsewhere, free[1]);
        } finally {
            process.destroy();
            process.waitFor();
        }
        assertThat(busyData.resolve("bootstrap.json")).doesNotExist();
    }

    private static void givenCertificateIsInForceAndStaysWhenAnotherIsBad(Api core, Path files, int https)
            throws Exception {
        String admin = JsonParser.parseString(Files.readString(files.resolve("data/bootstrap.json")))
                .getAsJsonObject()
                .get("adminToken")
                .getAsString();
        JsonObject tls = core.get("/api/admin/tls", admin).ok(200);
        assertThat(text(tls, "source")).isEqualTo("given");
        Pin given = new Pin(tls.getAsJsonArray("pins").get(0).getAsString());
        assertThat(HttpsDoor.key(https)).isEqualTo(given);

        Files.writeString(files.resolve("cert.pem"), "no certificate");
        Api.Answer refused = core.call("POST", "/api/admin/tls/reload", admin, "");
        assertProblem(refused, 409, "CONFLICT");
        assertThat(refused.text()).contains("cert.pem");
        assertThat(HttpsDoor.key(https)).isEqualTo(given);
        assertThat(text(check(core, "certificate"), "status")).isEqualTo("DOWN");

        HttpsDoor.pem(files.resolve("cert.pem"), files.resolve("key.pem"));
        core.call("POST", "/api/admin/tls/reload", admin, "").ok(200);
        assertThat(HttpsDoor.key(https)).isNotEqualTo(given);
    }

    /** A Core that is started by hand, past the checks of ./omega. */
    private ProcessBuilder another(Path output, Path data, CorePorts ports) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(CoreInstall.found().command(output))
                .directory(output.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.resolve("console.log").toFile());
        builder.environment().putAll(SETTINGS);
        builder.environment()
                .putAll(Map.of(
                        "OMEGA_DB", "derby",
                        "WLP_OUTPUT_DIR", output.toString(),
                        "OMEGA_DATA", data.toString(),
                        "OMEGA_HTTP_PORT", Integer.toString(ports.http()),
                        "OMEGA_HTTPS_PORT", Integer.toString(ports.https()),
                        "OMEGA_QUIC_PORT", Integer.toString(ports.quic()),
                        "OMEGA_KEYSTORE_PASSWORD",
                                Files.readString(core.data().keyStorePassword()).strip()));
        return builder;
    }

    private static JsonObject check(Api api, String name) {
        return api.get("/health/ready", "").json().getAsJsonArray("checks").asList().stream()
                .map(c -> c.getAsJsonObject())
                .filter(c -> text(c, "name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(3)
    void statusFigures_fromElsewhere_needTheAdminToken() {
        // a browser that was led here under a foreign name (DNS rebinding) must not read them
        assertThat(Raw.status(ports.http(), "attacker.example", "/api/omega/status"))
                .isEqualTo(401);
        assertThat(api.get("/api/omega/status", keys.adminToken()).status()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void openEndpoints_answerWithoutAToken() {
        assertThat(api.get("/openapi", "").text()).contains("/api/omega/sync");
        assertThat(api.get("/metrics", "").text())
                .contains(Arrays.stream(Metric.values()).map(Metric::published).toList());
        JsonArray checks = api.get("/health/ready", "").ok(200).getAsJsonArray("checks");
        assertThat(checks.asList().stream()
                        .map(c -> c.getAsJsonObject().get("name").getAsString()))
                .containsExactlyInAnyOrder(
                        "database",
                        "journal",
                        "disk",
                        "quic",
                        "certificate",
                        "index",
                        "embedder",
                        "catalogue",
                        "aggregation");
    }

    /** Connections that are open go on, new ones meet the new key, and who knows only the former one is refused. */
    @Test
    @Order(3)
    void keyRotated_whileTheCoreRuns_onBothDoorsAndViewersAreTold() throws Exception {
        String token = text(api.enrol(api.codes(keys.adminToken(), 1).getFirst()), "token");
        JsonArray before = api.get("/api/admin/tls", keys.adminToken()).ok(200).getAsJsonArray("pins");
        Pin former = new Pin(before.get(0).getAsString());
        Pin next = new Pin(before.get(1).getAsString());
        assertThat(former.sha256Base64()).isEqualTo(keys.pin());
        assertProblem(api.call("POST", "/api/admin/tls/rotate", keys.adminToken(), ""), 409, "CONFLICT");

        try (QuicDialer dialer = new JettyQuicEngine().dialer(DialConfig.defaults());
                QuicConnection quic = dialer.connect(quicAddress(), former, Duration.ofSeconds(20));
                HttpsDoor https = new HttpsDoor(ports.https(), "TLSv1.3")) {
            assertThat(https.shake()).isEqualTo(former);
            assertThat(https.ask()).contains("200");
            assertThat(adminCommand("tls", "rotate", "--force", "--by", "joe")).isZero();

            assertThat(quic.exchange(List.of(connect(token).toByteArray()), Duration.ofSeconds(20)))
                    .hasSize(1);
            assertThat(https.ask()).contains("200");
            assertThat(HttpsDoor.key(ports.https())).isEqualTo(next);
            assertThatThrownBy(() -> dialer.connect(quicAddress(), former, Duration.ofSeconds(20)))
                    .isInstanceOf(WrongPinException.class);
            dialer.connect(quicAddress(), Pins.of(List.of(former, next)), Duration.ofSeconds(20))
                    .close();
        }
        keys = core.data().bootstrap().orElseThrow();
        assertThat(keys.pin()).isEqualTo(next.sha256Base64());
        AuthResponse told = overQuic(ClientFrame.newBuilder()
                        .setConnect(connect(token).getConnect().toBuilder().setPinsVersion(0))
                        .build()
                        .toByteArray())
                .getAuth();
        assertThat(told.getPinsList()).hasSize(2).startsWith(next.sha256Base64());
        assertThat(told.getRetiredPinsList()).contains(former.sha256Base64());
        assertThat(overQuic(connect(token).toByteArray()).getAuth().getPinsList())
                .as("a viewer of before")
                .isEmpty();
    }

    @Test
    @Order(3)
    void https_clientThatOnlySpeaksTls12_isRefused() throws Exception {
        try (HttpsDoor old = new HttpsDoor(ports.https(), "TLSv1.2")) {
            assertThatThrownBy(old::shake).isInstanceOf(SSLException.class);
        }
        try (HttpsDoor today = new HttpsDoor(ports.https(), "TLSv1.3")) {
            assertThat(today.shake()).isEqualTo(new Pin(keys.pin()));
        }
    }

    /** Would catch a start-up that floods the console, or foreign input that leaves stack traces behind. */
    @Test
    @Order(4)
    void logs_areCalm() throws IOException {
        assertThat(Files.readAllLines(core.data().consoleLog()))
                .filteredOn(l -> !l.startsWith("WARNING: Using incubator modules") && !l.startsWith("Launching "))
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .startsWith("Omega Core is up: " + keys.http());
        assertThat(Files.readString(core.data().messagesLog())).doesNotContain("A request failed");
    }

    private void awaitCatalogue() {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> api.get("/api/admin/catalogue", keys.adminToken())
                        .json()
                        .get("state")
                        .getAsString()
                        .equals("READY"));
    }

    private static ClientFrame connect(String token) {
        return ClientFrame.newBuilder()
                .setConnect(Connect.newBuilder().setProtocol(1).setToken(token).setClient("test"))
                .build();
    }

    private ServerFrame overQuic(byte[] frame) {
        try (QuicDialer dialer = new JettyQuicEngine().dialer(DialConfig.defaults());
                QuicConnection connection =
                        dialer.connect(quicAddress(), new Pin(keys.pin()), Duration.ofSeconds(20))) {
            List<byte[]> answers = connection.exchange(List.of(frame), Duration.ofSeconds(20));
            assertThat(answers).hasSize(1);
            return ServerFrame.parseFrom(answers.getFirst());
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private InetSocketAddress quicAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.quic());
    }

    private static void assertProblem(Api.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        JsonObject problem = answer.json();
        assertThat(problem.get("status").getAsInt()).isEqualTo(status);
        assertThat(text(problem, "code")).isEqualTo(code);
        assertThat(text(problem, "detail")).isNotBlank().doesNotContain("\n");
    }

    private static String text(JsonObject object, String field) {
        return object.get(field).getAsString();
    }
}
