package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreDirectory;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import io.exogenesis.omega.viewer.SyncControl;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What the dashboard shows and the alerts ask for is published by the packaged server, and moves when viewers sync, rounds run
 * and callers are refused.
 */
class MonitoringIT {
    private static final int AGENTS = 18;

    /** What does not move here, most of it because nothing is broken, and the tests in which it does. */
    private static final Set<Metric> ELSEWHERE = EnumSet.of(
            Metric.PULLS_DEFERRED, // DistributionBudgetTest
            Metric.ROUND_FAILURES, // RoundWatchTest, WatchedRoundTest
            Metric.ROUND_FAILURES_IN_A_ROW,
            Metric.ROUND_RUNNING_SECONDS, // 0 again when the scrape comes: WatchedRoundTest looks while it runs
            Metric.ROUND_SHARE_DONE,
            Metric.CATALOGUE_FAILED, // CatalogueHealthTest
            Metric.JOURNAL_FAILURES, // JournalContributionLogTest
            Metric.JOURNAL_RECOVERIES,
            Metric.DATABASE_FAILURES, // DatabaseOutageTest
            Metric.QUIC_CONNECTIONS_REFUSED, // the engine's tests, for these three
            Metric.QUIC_FRAMES_REFUSED,
            Metric.QUIC_STREAMS_FAILED,
            Metric.TLS_FAILURES, // TlsKeysTest
            Metric.PULLS_HELD, // HeldPullsTest: these agents do not wait for news
            Metric.HEALING_EVENTS, // HealingLogTest
            Metric.HEALING_FAILURES, // SupervisorTest
            Metric.PREDICTION_ERROR); // ModelPredictiveControllerTest: a prediction is 20 s old when it is compared

    private static final Provider PROVIDER = new Provider();

    private static final Map<String, String> SETTINGS = Map.of(
            "OMEGA_HTTPS_HOST", "127.0.0.1",
            "OMEGA_AGGREGATE_ENABLED", "false",
            "OMEGA_AGGREGATE_VOTING_WINDOW", "PT0S",
            "OMEGA_INGEST_REPORTS_PER_EPOCH", "2",
            "OMEGA_LOG_FORMAT", "json",
            "MP_JWT_VERIFY_ISSUER", Provider.ISSUER,
            "MP_JWT_VERIFY_PUBLICKEY", PROVIDER.key());

    private Bootstrap keys;
    private Api api;
    /** What no log may have: ids of viewers, and tokens. */
    private final Set<String> secrets = new TreeSet<>();

    @Test
    void whatIsWatched_isPublishedAndMoves() throws IOException {
        Path work = Work.fresh("monitoring");
        int[] free = Work.freePorts(3);
        try (TraceCollector collector = new TraceCollector();
                CoreProcess core = CoreProcess.start(
                        CoreInstall.found(),
                        work.resolve("data"),
                        new CorePorts(free[0], free[1], free[2]),
                        settings(collector))) {
            keys = core.awaitReady();
            api = new Api(keys.http());
            Map<String, Double> before = scrape();
            aRoundBeforeTheTitlesAreEmbedded();
            anOperatorOfTheIdentityProvider();
            viewersReport();
            strangersAreRefused();
            Map<String, Double> after = agentsSyncAroundARound(work);

            Set<String> still = new TreeSet<>();
            for (Metric metric : Metric.values()) {
                String watched = sample(metric);
                assertThat(after).as("what is published").containsKey(watched);
                if (!ELSEWHERE.contains(metric) && stands(metric, before.get(watched), after.get(watched))) {
                    still.add(metric.published());
                }
            }
            assertThat(still).as("what should have moved").isEmpty();
            theLogIsJsonAndNamesNobody(core.data());
            theTracesAreOfSyncsAndNameNobody(collector);
        }
    }

    private static Map<String, String> settings(TraceCollector collector) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.putAll(collector.settings());
        return settings;
    }

    /** Each agent's sync is in its host's trace; the server's own spans, whose paths name viewers, are not exported. */
    private void theTracesAreOfSyncsAndNameNobody(TraceCollector collector) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(collector.text())
                        .contains(IntStream.range(0, AGENTS)
                                .mapToObj(i -> TraceCollector.bytes(trace(i)))
                                .toList()));
        String all = collector.text();
        assertThat(all).contains("/v1/traces", "omega-core", "omega.sync connect", "omega.sync push");
        assertThat(all).doesNotContain("/api/", "http.route", "url.path", "omega.sync pull", "/v1/metrics", "/v1/logs");
        assertThat(secrets).noneMatch(all::contains);
    }

    private static String trace(int agent) {
        return "4bf92f3577b34da6a3ce929d0e0e%04x".formatted(agent + 1);
    }

    /** A log is passed on to whoever keeps logs: it must be readable for programs, and name no viewer and no secret. */
    private void theLogIsJsonAndNamesNobody(CoreDirectory data) throws IOException {
        List<String> log = Files.readAllLines(data.messagesLog());
        assertThat(log)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(
                                JsonParser.parseString(line).getAsJsonObject().has("message"))
                        .isTrue());
        secrets.add(keys.adminToken());
        secrets.add(keys.enrolmentKey());
        String all = String.join("\n", log) + Files.readString(data.consoleLog());
        assertThat(secrets).hasSizeGreaterThan(2 + AGENTS).noneMatch(all::contains);
    }

    /** What says how something is need not differ from before, but there must be something. */
    private static boolean stands(Metric metric, Double before, Double after) {
        boolean gauge = metric.kind() == Metric.Kind.GAUGE;
        return after.equals(before) && !(gauge && after > 0);
    }

    /** The line of a metric that rises. */
    private static String sample(Metric metric) {
        return metric.kind() == Metric.Kind.TIMER ? metric.published() + "_count" : metric.published();
    }

    /** Sums over labels; NaN counts as absent value and is kept. */
    private Map<String, Double> scrape() {
        Map<String, Double> values = new HashMap<>();
        Pattern line = Pattern.compile("^(omega_[a-z_]+)(?:\\{[^}]*\\})? (\\S+).*$");
        api.get("/metrics", "")
                .text()
                .lines()
                .map(line::matcher)
                .filter(m -> m.matches())
                .forEach(m -> values.merge(m.group(1), Double.valueOf(m.group(2)), Double::sum));
        return values;
    }

    private void aRoundBeforeTheTitlesAreEmbedded() {
        Api.Answer early = api.call("POST", "/api/admin/rounds", keys.adminToken(), "");
        assertThat(early.status())
                .as("a round before the titles are embedded: %s", early.text())
                .isEqualTo(503);
    }

    /** Not a matter of monitoring: it is asked here because a start of the server costs a quarter of a minute. */
    private void anOperatorOfTheIdentityProvider() {
        assertThat(api.get("/api/admin/accounting", PROVIDER.token("omega-admin"))
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/admin/accounting", PROVIDER.token("staff")).status())
                .isEqualTo(403);
        assertThat(api.get("/api/admin/accounting", new Provider().token("omega-admin"))
                        .status())
                .isEqualTo(401);
    }

    /** Three reports, where the epoch takes two of a viewer. */
    private void viewersReport() {
        JsonObject viewer = api.enrol(api.codes(keys.adminToken(), 1).getFirst());
        String token = viewer.get("token").getAsString();
        secrets.add(token);
        secrets.add(viewer.get("viewerId").getAsString());
        String reports = """
                {"contributions":[
                  {"seq":1,"session":{"views":2,"completed":1,"watchedSeconds":3600}},
                  {"seq":2,"outcomes":{"items":[{"mediaId":"omega-0001","shown":4,"watched":1}]}}]}""";
        JsonObject ack = api.call("POST", "/api/omega/patterns", token, reports).ok(200);
        assertThat(ack.toString()).contains("\"committedThroughSeq\":\"2\"").doesNotContain("refused");
        String more = """
                {"contributions":[
                  {"seq":3,"outcomes":{"items":[{"mediaId":"omega-0002","shown":1,"watched":1}]}},
                  {"seq":4,"outcomes":{"items":[{"mediaId":"omega-0003","shown":1,"watched":1}]}}]}""";
        assertThat(api.call("POST", "/api/omega/patterns", token, more).status())
                .isEqualTo(429);
    }

    private void strangersAreRefused() {
        assertThat(api.call("POST", "/api/omega/viewers", "", "[[[[").status()).isEqualTo(400);
        byte[] large = new byte[10 << 20];
        assertThat(api.call("POST", "/api/omega/sync", "", "application/x-protobuf", BodyPublishers.ofByteArray(large))
                        .status())
                .isEqualTo(413);
    }

    /** Returns what is published while they are connected. */
    private Map<String, Double> agentsSyncAroundARound(Path work) {
        Awaitility.await()
                .until(() -> api.ready()
                        && api.call("POST", "/api/admin/rounds", keys.adminToken(), "")
                                        .status()
                                == 200);
        try (Agents agents =
                new Agents(work.resolve("agents"), keys.http(), api.codes(keys.adminToken(), AGENTS), t -> t)) {
            agents.each(i -> {
                agents.agent(i).initialize().join();
                agents.agent(i).firstPull().join();
                agents.watch(i, 0);
                String call = "00-" + trace(i) + "-00f067aa0ba902b7-01";
                agents.agent(i).syncWithCore(new SyncControl(step -> {}, call)).join();
            });
            JsonObject round =
                    api.call("POST", "/api/admin/rounds", keys.adminToken(), "").ok(200);
            assertThat(round.get("bankPatterns").getAsInt()).isPositive();
            agents.each(i -> agents.agent(i).syncWithCore().join());
            IntStream.range(0, AGENTS).mapToObj(agents::id).forEach(secrets::add);
            return scrape();
        }
    }
}
