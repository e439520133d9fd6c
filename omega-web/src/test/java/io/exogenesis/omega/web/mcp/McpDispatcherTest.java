package io.exogenesis.omega.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.mcp.Call;
import io.exogenesis.omega.mcp.Features;
import io.exogenesis.omega.mcp.JsonRpcMessage;
import io.exogenesis.omega.mcp.McpResource;
import io.exogenesis.omega.mcp.Progress;
import io.exogenesis.omega.mcp.ServerIdentity;
import io.exogenesis.omega.mcp.ToolCalls;
import io.exogenesis.omega.mcp.ToolProblem;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class McpDispatcherTest {
    private static final McpJsonMapper JSON = McpJsonDefaults.getMapper();
    private static final ToolCaller CALLER = new ToolCaller("t", Set.of(Scope.READ));
    private static final String MODERN = "2026-07-28";

    private final McpDispatcher dispatcher = dispatcher(new EchoTool(0));

    static McpDispatcher dispatcher(EchoTool tool) {
        return new McpDispatcher(
                JSON,
                new ServerIdentity("test", "A test", "1", "Do nothing."),
                new Features<>(
                        new ToolCalls<>(List.of(tool), e -> false, "the log"),
                        List.of(
                                new McpResource<>("omega://one", "one", "One", "A text", "text/plain", (v, c) -> "one"),
                                new McpResource<>("omega://all/{id}", "all", "All", "Texts", "text/plain", (v, c) -> {
                                    if (v.equals("none")) {
                                        throw new ToolProblem("there is no none");
                                    }
                                    return "all of " + v;
                                })),
                        List.of(RoundPrompt.PROMPT)));
    }

    @AfterEach
    void close() {
        dispatcher.close();
    }

    static MirroredHeaders headers(String... namesAndValues) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return new MirroredHeaders(name -> headers.getOrDefault(name, List.of()));
    }

    private record Got(int status, JsonObject message) {
        int error() {
            return message.getAsJsonObject("error").get("code").getAsInt();
        }

        JsonObject result() {
            return message.getAsJsonObject("result");
        }
    }

    private Got got(MirroredHeaders headers, String method, Map<String, Object> params) throws IOException {
        McpAnswer answer = dispatcher.answer(
                new JsonRpcMessage.Request("7", method, params), headers, new Call<>(CALLER, Progress.NONE));
        JsonObject message = JsonParser.parseString(
                        JSON.writeValueAsString(answer.message().orElseThrow()))
                .getAsJsonObject();
        assertThat(message.get("id").getAsString()).isEqualTo("7");
        assertThat(message.toString()).doesNotContain("Exception", "io.exogenesis", "\tat ");
        return new Got(answer.status(), message);
    }

    private Got legacy(String method, Map<String, Object> params) throws IOException {
        return got(headers(), method, params);
    }

    private Got modern(String method, String name, Map<String, Object> params) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(params);
        all.put(
                "_meta",
                Map.of(
                        "io.modelcontextprotocol/protocolVersion",
                        MODERN,
                        "io.modelcontextprotocol/clientCapabilities",
                        Map.of()));
        return got(headers("MCP-Protocol-Version", MODERN, "Mcp-Method", method, "Mcp-Name", name), method, all);
    }

    // Without sessions nobody can ask too early.
    @Test
    void legacy_withoutInitialize_isAnswered() throws IOException {
        assertThat(legacy("ping", Map.of()).status()).isEqualTo(200);
        assertThat(legacy("tools/list", Map.of()).result().getAsJsonArray("tools"))
                .hasSize(1);
    }

    @Test
    void legacy_initialize_agreesOnTheRevision() throws IOException {
        for (String asked : List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "1999-01-01")) {
            JsonObject result = legacy(
                            "initialize",
                            Map.of(
                                    "protocolVersion",
                                    asked,
                                    "capabilities",
                                    Map.of(),
                                    "clientInfo",
                                    Map.of("name", "test", "version", "1")))
                    .result();
            assertThat(result.get("protocolVersion").getAsString())
                    .isEqualTo(asked.startsWith("1") ? "2025-11-25" : asked);
            assertThat(result.getAsJsonObject("capabilities").keySet())
                    .containsExactlyInAnyOrder("tools", "resources", "prompts");
        }
    }

    // A client of both eras may repeat the method in a header before it knows which era the server speaks.
    @Test
    void legacy_initializeWithHeadersOfTheNewerEra_isAnswered() throws IOException {
        Got got = got(
                headers("MCP-Protocol-Version", "2025-11-25", "Mcp-Method", "initialize"),
                "initialize",
                Map.of(
                        "protocolVersion",
                        "2025-11-25",
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "test", "version", "1")));
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.result().get("protocolVersion").getAsString()).isEqualTo("2025-11-25");
    }

    @Test
    void bothEras_haveTheSameFeatures() throws IOException {
        for (Got got : List.of(
                legacy("resources/read", Map.of("uri", "omega://all/x")),
                modern("resources/read", "omega://all/x", Map.of("uri", "omega://all/x")))) {
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.result().toString()).contains("all of x");
        }
        assertThat(legacy("tools/call", Map.of("name", "echo")).result().has("structuredContent"))
                .isTrue();
        assertThat(modern("tools/call", "echo", Map.of("name", "echo"))
                        .result()
                        .get("resultType")
                        .getAsString())
                .isEqualTo("complete");
        assertThat(legacy("prompts/get", Map.of("name", "explain_round"))
                        .result()
                        .toString())
                .contains("omega_consensus");
        assertThat(modern("prompts/get", "explain_round", Map.of("name", "explain_round"))
                        .result()
                        .toString())
                .contains("omega_consensus");
        assertThat(legacy("resources/templates/list", Map.of()).result().toString())
                .contains("omega://all/{id}");
    }

    @Test
    void errors_haveTheCodeAndStatusOfTheirEra() throws IOException {
        assertThat(legacy("none/such", Map.of()).error()).isEqualTo(-32601);
        assertThat(legacy("none/such", Map.of()).status()).isEqualTo(200);
        assertThat(modern("none/such", "x", Map.of()).error()).isEqualTo(-32601);
        assertThat(modern("none/such", "x", Map.of()).status()).isEqualTo(404);
        assertThat(legacy("resources/read", Map.of("uri", "omega://none")).error())
                .isEqualTo(-32002);
        assertThat(legacy("resources/read", Map.of("uri", "omega://all/none")).error())
                .isEqualTo(-32002);
        assertThat(modern("resources/read", "omega://none", Map.of("uri", "omega://none"))
                        .error())
                .isEqualTo(-32602);
        assertThat(modern("resources/read", "omega://all/none", Map.of("uri", "omega://all/none"))
                        .error())
                .isEqualTo(-32602);
        assertThat(legacy("tools/call", Map.of("name", "none")).error()).isEqualTo(-32602);
        assertThat(legacy("prompts/get", Map.of("name", "none")).error()).isEqualTo(-32602);
        assertThat(legacy("tools/list", Map.of("cursor", "x")).error()).isEqualTo(-32602);
        assertThat(got(headers("MCP-Protocol-Version", "1999-01-01"), "ping", Map.of())
                        .status())
                .isEqualTo(400);
    }

    // What stands between routes by the headers: if they lie, another tool is called than was allowed.
    @Test
    void modern_headersThatDifferFromTheBody_areRefused() throws IOException {
        Got got = modern("tools/call", "other", Map.of("name", "echo"));
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.error()).isEqualTo(-32020);
        assertThat(modern("subscriptions/listen", "x", Map.of()).error()).isEqualTo(-32601);
    }

    // A client that speaks as 2026-07-28 and sends initialize has to learn that there is none, not that its revision is
    // unknown.
    @Test
    void modern_initialize_isAnUnknownMethod() throws IOException {
        Got got = modern("initialize", "x", Map.of());
        assertThat(got.error()).isEqualTo(-32601);
        assertThat(got.status()).isEqualTo(404);
    }

    // What is told of has to be there: listChanged without subscriptions/listen is a promise that nobody keeps.
    @Test
    void modern_discover_tellsOfNoSubscriptions() throws IOException {
        String capabilities = modern("server/discover", "x", Map.of())
                .result()
                .getAsJsonObject("capabilities")
                .toString();
        assertThat(capabilities)
                .contains("tools", "resources", "prompts")
                .doesNotContain("\"listChanged\":true", "\"subscribe\":true");
    }

    @Test
    void failureInside_isToldWithoutItsInsides() throws IOException {
        JsonObject result = legacy("tools/call", Map.of("name", "echo", "arguments", Map.of("words", "fail")))
                .result();
        assertThat(result.get("isError").getAsBoolean()).isTrue();
        assertThat(result.toString()).contains("the log has the details").doesNotContain("Secret");
    }

    @Test
    void needs_dependsOnToolAndArguments() {
        assertThat(needs("tools/list", Map.of())).isEmpty();
        assertThat(needs("resources/read", Map.of())).contains(Scope.READ);
        assertThat(needs("tools/call", Map.of("name", "none"))).isEmpty();
        assertThat(needs("tools/call", Map.of("name", "echo"))).contains(Scope.READ);
        assertThat(needs("tools/call", Map.of("name", "echo", "arguments", List.of())))
                .contains(Scope.READ);
        assertThat(needs("tools/call", Map.of("name", "echo", "arguments", Map.of("words", ""))))
                .contains(Scope.OPERATE);
    }

    private java.util.Optional<Scope> needs(String method, Map<String, Object> params) {
        return dispatcher.needs(new JsonRpcMessage.Request(1, method, params));
    }
}
