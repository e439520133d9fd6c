package io.exogenesis.omega.viewer.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.exogenesis.omega.mcp.Answer;
import io.exogenesis.omega.mcp.Arguments;
import io.exogenesis.omega.mcp.ToolProblem;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client sends: lines that are no messages, and arguments that are none of a tool's. */
class ViewerMcpFuzzTest {
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                    + "\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}\n"
                    + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n";
    private static final List<ViewerTool> TOOLS = ViewerMcpServer.tools(() -> TestAgents.NOW);

    @TempDir
    static Path directory;

    private static Optional<ToolAgent> agent = Optional.empty();

    private static Stream<org.junit.jupiter.params.provider.Arguments> utf8(String... texts) {
        return Stream.of(texts)
                .map(text -> org.junit.jupiter.params.provider.Arguments.of((Object) text.getBytes(UTF_8)));
    }

    private static String call(String id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}\n";
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> streams() {
        return utf8(
                INITIALIZE + "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n",
                INITIALIZE + call("\"a\"", "viewer_stats", "{}") + call("\"a\"", "viewer_sync", "{\"force\":1}"),
                INITIALIZE + call("2", "viewer_track_behavior", "{\"action\":\"share\",\"mediaId\":\"0-1\"}")
                        + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":2}}\n",
                INITIALIZE + call("null", "none", "[]") + call("{}", "viewer_init", "null"),
                call("1", "viewer_stats", "{}"),
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n{\"id\":[1],\"method\":5}\n[]\n\nnull\n",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n" + INITIALIZE.replace("2025-11-25", "2025-03-26")
                        + "[{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"},{\"id\":3},7]\n[]\n",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":"
                        + "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                        + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}\n",
                "\"\\ud800\"\n{\"a\":" + "[".repeat(1_200) + "\n");
    }

    // Each line that is answered is one JSON-RPC message, and the server ends by itself when its input does.
    @MethodSource("streams")
    @FuzzTest // must come last
    void serve_anyBytes_answersInMessagesOnly(byte[] data) {
        AgentSource none = (viewer, tuning) -> {
            throw new ViewerException("nobody lives here");
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ViewerMcpServer(none, new ByteArrayInputStream(data), out, () -> TestAgents.NOW).serve();
        out.toString(UTF_8).lines().map(JsonParser::parseString).forEach(line -> {
            if (line instanceof JsonArray batch) {
                assertThat(batch).isNotEmpty().allSatisfy(ViewerMcpFuzzTest::isMessage);
            } else {
                isMessage(line);
            }
        });
    }

    private static void isMessage(JsonElement message) {
        assertThat(message.getAsJsonObject().get("jsonrpc").getAsString()).isEqualTo("2.0");
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> arguments() {
        return utf8(
                "\0{\"viewerId\":\"viewer-1\",\"config\":{\"explorationRate\":0.1}}",
                "\1{\"action\":\"view\",\"mediaId\":\"0-1\",\"metadata\":{\"minutes\":12.5,\"completed\":true}}",
                "\1{\"action\":\"search\",\"metadata\":{\"query\":\"space\",\"results\":[\"0-1\"],\"selected\":\"0-1\"}}",
                "\1{\"action\":\"browse\",\"metadata\":{\"path\":[\"0-1\",null],\"at\":\"2020-01-01T00:00:00Z\"}}",
                "\1{\"action\":\"rating\",\"mediaId\":\"0-2\",\"metadata\":{\"rating\":1e400}}",
                "\2{\"context\":{\"timeOfDay\":\"evening\",\"mood\":\"tired\",\"query\":\"space\"},\"filters\":{\"genres\":[\"Space\"]},\"k\":3}",
                "\3{\"force\":true}",
                "\4{}",
                "\5{\"minQuality\":0.5,\"format\":\"json\"}",
                "\5[]");
    }

    // A tool takes what its schema says, or says in a sentence what it takes; nothing else comes out of it.
    @MethodSource("arguments")
    @FuzzTest // must come last
    void call_anyArguments_anAnswerOrASentence(byte[] data) throws Exception {
        ViewerTool tool = TOOLS.get(data.length == 0 ? 0 : Math.floorMod(data[0], TOOLS.size()));
        Map<String, Object> given;
        try {
            given = McpJsonDefaults.getMapper()
                    .readValue(Arrays.copyOfRange(data, Math.min(1, data.length), data.length), new TypeRef<>() {});
        } catch (IOException | RuntimeException e) {
            return; // no arguments reach a tool then
        }
        if (given == null) {
            return;
        }
        try {
            Answer answer = tool.call(Arguments.of(given, tool.takes()), agent());
            assertThat(answer.text()).isNotBlank();
        } catch (ToolProblem | ViewerException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static ToolAgent agent() {
        if (agent.isEmpty()) {
            TestSource source = new TestSource(
                    directory,
                    TestCatalogue.entries(5).stream().map(CatalogueEntry::item).toList(),
                    Optional.empty());
            agent = Optional.of(new ToolAgent(source, () -> TestAgents.NOW));
        }
        return agent.get();
    }

    @AfterAll
    static void close() {
        agent.ifPresent(ToolAgent::close);
    }
}
