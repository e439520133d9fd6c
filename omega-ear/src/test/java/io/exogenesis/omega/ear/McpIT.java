package io.exogenesis.omega.ear;

import static io.exogenesis.omega.ear.McpHttp.challenge;
import static io.exogenesis.omega.ear.McpHttp.error;
import static io.exogenesis.omega.ear.McpHttp.message;
import static io.exogenesis.omega.ear.McpHttp.rpc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Core's tools over MCP, as programs meet them: access, hostile input, the conformance suite, the Inspector. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class McpIT {
    private static final Path RESOURCES = Path.of("src/test/resources/mcp");
    private static final Map<String, String> SETTINGS = Map.of(
            "OMEGA_HEAP", "512m",
            "OMEGA_HTTPS_HOST", "127.0.0.1",
            "OMEGA_AGGREGATE_ENABLED", "false",
            "OMEGA_CATALOGUE_BUILTIN", "false");

    private Path work;
    private CoreProcess core;
    private Bootstrap keys;
    private Api api;
    private McpHttp mcp;
    private int port;
    private String all;
    private Optional<NodeTools> node;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        work = Work.fresh("mcp");
        int[] free = Work.freePorts(3);
        core = CoreProcess.start(
                CoreInstall.found(), work.resolve("data"), new CorePorts(free[0], free[1], free[2]), SETTINGS);
        keys = core.awaitReady();
        api = new Api(keys.http());
        mcp = new McpHttp(keys.http() + "/mcp");
        port = URI.create(keys.http()).getPort();
        all = minted("omega:read", "omega:operate", "omega:prune").get("token").getAsString();
        node = NodeTools.in(Files.createDirectories(work.resolveSibling("mcp-node")));
    }

    @AfterAll
    void stop() {
        if (core != null) {
            core.close();
        }
    }

    private JsonObject minted(String... scopes) {
        JsonArray list = new JsonArray();
        for (String scope : scopes) {
            list.add(scope);
        }
        return api.call(
                        "POST",
                        "/api/admin/tokens?by=jane",
                        keys.adminToken(),
                        "{\"scopes\":" + list + ",\"lifetime\":\"PT1H\",\"note\":\"a test\"}")
                .ok(201);
    }

    private JsonObject called(String tool, String arguments) {
        HttpResponse<String> response =
                mcp.post(all, rpc("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonObject result = message(response).getAsJsonObject("result");
        assertThat(result.has("isError") && result.get("isError").getAsBoolean())
                .as(response.body())
                .isFalse();
        return result.getAsJsonObject("structuredContent");
    }

    @Test
    void token_missingForeignOrOfAnotherKind_isRefused() throws Exception {
        String ping = rpc("ping", "{}");
        HttpResponse<String> none = mcp.post("", ping);
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(challenge(none)).startsWith("Bearer");
        HttpResponse<String> foreign = mcp.post(all.substring(0, all.length() - 4) + "AAAA", ping);
        assertThat(foreign.statusCode()).isEqualTo(401);
        assertThat(challenge(foreign)).contains("invalid_token");
        JsonObject viewer = api.enrol(api.codes(keys.adminToken(), 1).getFirst());
        for (String other : new String[] {viewer.get("token").getAsString(), keys.adminToken()}) {
            HttpResponse<String> refused = mcp.post(other, ping);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(challenge(refused)).contains("insufficient_scope");
        }
        // and the other way round: an access token opens nothing else
        assertThat(api.get("/api/admin/accounting", all).status()).isEqualTo(403);
        assertThat(api.get("/api/omega/patterns", all).status()).isEqualTo(403);
    }

    @Test
    void token_withoutTheScope_isToldWhichItLacks_andChangesNothing() throws Exception {
        String reader = minted("omega:read").get("token").getAsString();
        assertThat(mcp.post(reader, rpc("tools/call", "{\"name\":\"omega_stats\"}"))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = mcp.post(reader, rpc("tools/call", "{\"name\":\"omega_register_viewer\"}"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(challenge(refused)).contains("insufficient_scope").contains("scope=\"omega:operate\"");
        assertThat(message(refused).get("id").getAsInt()).isEqualTo(1);
    }

    @Test
    void token_revoked_isRefusedAtOnce_andTheLogSaysWho() throws Exception {
        JsonObject minted = minted("omega:read");
        String token = minted.get("token").getAsString();
        String id = minted.get("id").getAsString();
        assertThat(mcp.post(token, rpc("ping", "{}")).statusCode()).isEqualTo(200);
        assertThat(api.call("DELETE", "/api/admin/tokens/" + id + "?by=jane&note=lost", keys.adminToken(), "")
                        .status())
                .isEqualTo(204);
        assertThat(mcp.post(token, rpc("ping", "{}")).statusCode()).isEqualTo(401);
        String listed = api.get("/api/admin/tokens", keys.adminToken()).text();
        assertThat(listed).contains(id).doesNotContain(token);
        assertThat(api.get("/api/admin/actions", keys.adminToken()).text())
                .contains("mint-token", "revoke-token", id, "lost")
                .doesNotContain(token);
    }

    @Test
    void changingCalls_areInTheLogUnderTheTokensId() throws Exception {
        JsonObject minted = minted("omega:operate");
        mcp.post(
                minted.get("token").getAsString(),
                rpc(
                        "tools/call",
                        "{\"name\":\"omega_register_viewer\",\"arguments\":{\"metadata\":{\"note\":\"kitchen\"}}}"));
        assertThat(api.get("/api/admin/actions", keys.adminToken()).text())
                .contains("token:" + minted.get("id").getAsString(), "kitchen");
    }

    @Test
    void tools_eachDoesItsWork() throws Exception {
        assertThat(called("omega_init", "{\"config\":{\"omega.aggregate.min-voters\":\"77\"}}")
                        .getAsJsonArray("differs"))
                .hasSize(1);
        String code = called("omega_register_viewer", "{}").get("enrolmentCode").getAsString();
        assertThat(api.enrol(code).has("token")).isTrue();
        assertThat(called("omega_stats", "{}")
                        .getAsJsonObject("viewers")
                        .get("registered")
                        .getAsInt())
                .isPositive();
        assertThat(called("omega_aggregate", "{\"immediate\":false}").get("ran").getAsBoolean())
                .isFalse();
        assertThat(called("omega_aggregate", "{}").get("ran").getAsBoolean()).isTrue();
        assertThat(called("omega_distribute", "{\"priority\":\"high\"}").has("addressed"))
                .isTrue();
        assertThat(called("omega_consensus", "{}").has("groups")).isTrue();
        for (String uri : new String[] {"omega://bank", "omega://metrics"}) {
            assertThat(mcp.post(all, rpc("resources/read", "{\"uri\":\"" + uri + "\"}"))
                            .body())
                    .contains("application/json");
        }
        // a mistake is a sentence, not an error of the protocol
        HttpResponse<String> wrong = mcp.post(
                all, rpc("tools/call", "{\"name\":\"omega_consensus\",\"arguments\":{\"patternId\":\"nothing\"}}"));
        assertThat(message(wrong).getAsJsonObject("result").get("isError").getAsBoolean())
                .isTrue();
    }

    @Test
    void hostileRequests_areRefusedInWords_andTheCoreGoesOn() throws Exception {
        assertThat(error(mcp.post(all, "[".repeat(100_000)))).isEqualTo(-32700);
        assertThat(error(mcp.post(all, "{"))).isEqualTo(-32700);
        assertThat(error(mcp.post(all, "[]"))).isEqualTo(-32600);
        assertThat(error(mcp.post(all, "[" + rpc("ping", "{}") + "]", "MCP-Protocol-Version", "2025-11-25")))
                .isEqualTo(-32600);
        assertThat(mcp.post(all, "[" + rpc("ping", "{}") + "]").body()).startsWith("[{");
        assertThat(error(mcp.post(all, rpc("none/such", "{}")))).isEqualTo(-32601);
        assertThat(mcp.post(all, rpc("ping", "{}"), "Accept", "text/html").statusCode())
                .isEqualTo(406);
        assertThat(mcp.post(all, rpc("ping", "{}"), "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(mcp.post(all, rpc("ping", "{}"), "Origin", "http://localhost:1")
                        .statusCode())
                .isEqualTo(200);
        // a session that there never was is no reason to refuse: there are none
        assertThat(mcp.post(all, rpc("ping", "{}"), "Mcp-Session-Id", "gone").statusCode())
                .isEqualTo(200);
        assertThat(mcp.post(all, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(api.call("POST", "/mcp", all, "text/plain", BodyPublishers.ofString("{}"))
                        .status())
                .isEqualTo(415);
        assertThat(api.get("/mcp", all).status()).isEqualTo(405);
        assertThat(api.call("DELETE", "/mcp", all, "").status()).isEqualTo(405);
        assertThat(Raw.post(port, "/mcp", "application/json", new byte[100 << 20]))
                .isEqualTo(413);
        assertThat(api.ready()).isTrue();
    }

    // The suite's scenario server-sse-multiple-streams of 2025-11-25, which it leaves out where there are no sessions.
    @Test
    void requestsAtTheSameTime_areEachAnswered() {
        List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(
                        () -> mcp.send(all, rpc("tools/list", "{}"), "MCP-Protocol-Version", "2025-11-25"))
                .limit(3)
                .toList();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(message(answer.join()).getAsJsonObject("result").getAsJsonArray("tools"))
                    .hasSize(7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", "2026-07-28"})
    void conformanceSuite_failsOnlyWhereItIsKnownTo(String revision) throws Exception {
        assumeTrue(node.isPresent(), "the MCP conformance suite needs Node.js 22 or newer");
        int front = Work.freePorts(1)[0];
        Path log = work.resolve("with-token.log");
        Process passing = node.get()
                .start(RESOURCES.resolve("with-token.mjs"), log, Integer.toString(front), Integer.toString(port), all);
        try {
            await().until(() -> Files.readString(log).contains("ready"));
            NodeTools.Ran ran = node.get()
                    .run(
                            NodeTools.CONFORMANCE,
                            "dist/index.js",
                            work.resolve("conformance-" + revision + ".log"),
                            "server",
                            "--url",
                            "http://localhost:" + front + "/mcp",
                            "--requirements",
                            revision,
                            "--expected-failures",
                            RESOURCES
                                    .resolve("expected-failures-" + revision + ".yml")
                                    .toAbsolutePath()
                                    .toString());
            assertThat(ran.exit()).as(ran.output()).isZero();
        } finally {
            passing.destroy();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tools/list     | --strict
                    tools/call     | --tool-name omega_init
                    tools/call     | --tool-name omega_register_viewer
                    tools/call     | --tool-name omega_aggregate --tool-arg immediate=true
                    tools/call     | --tool-name omega_distribute --tool-arg priority=low
                    tools/call     | --tool-name omega_stats
                    tools/call     | --tool-name omega_consensus
                    tools/call     | --tool-name omega_prune --tool-arg minQuality=0.2 --tool-arg dryRun=false
                    resources/list |
                    resources/read | --uri omega://bank
                    prompts/get    | --prompt-name explain_round
                    """)
    void inspector_walksAllThatThereIs(String method, String arguments) throws Exception {
        assumeTrue(node.isPresent(), "the MCP Inspector needs Node.js 22 or newer");
        List<String> command = new ArrayList<>(List.of(
                "--cli",
                keys.http() + "/mcp",
                "--transport",
                "http",
                "--header",
                "Authorization: Bearer " + all,
                "--method",
                method));
        if (arguments != null) {
            command.addAll(List.of(arguments.split(" ")));
        }
        NodeTools.Ran ran = node.get()
                .run(
                        NodeTools.INSPECTOR,
                        "clients/launcher/build/index.js",
                        work.resolve("inspector.log"),
                        command.toArray(String[]::new));
        assertThat(ran.exit()).as(ran.output()).isZero();
        assertThat(ran.output()).doesNotContain("\"isError\": true");
    }
}
