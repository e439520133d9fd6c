package io.exogenesis.omega.viewer.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.lab.bench.agent.Distribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each protocol revision requires, asked of the packaged program: one process each. */
@DisabledOnOs(OS.WINDOWS)
class McpStdioIT {
    private static final Distribution DISTRIBUTION = new Distribution(Path.of(System.getProperty("omega.dist")));
    private static final String MODERN =
            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private static final List<String> TOOLS = List.of(
            "viewer_init",
            "viewer_track_behavior",
            "viewer_get_recommendations",
            "viewer_sync",
            "viewer_stats",
            "viewer_export_patterns");

    @TempDir
    private Path work;

    private StdioServer server(Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "TMPDIR", Files.createDirectories(work.resolve("tmp")).toString(),
                "OMEGA_VIEWER_CACHE", work.resolve("cache").toString()));
        environment.putAll(more);
        return new StdioServer(
                DISTRIBUTION.launcher(),
                environment,
                work.resolve("err"),
                "--data",
                work.resolve("agent").toString());
    }

    private static List<String> names(JsonObject listed) {
        return StreamSupport.stream(listed.getAsJsonArray("tools").spliterator(), false)
                .map(tool -> tool.getAsJsonObject().get("name").getAsString())
                .toList();
    }

    private static String initialize(String revision) {
        return "\"protocolVersion\":\"" + revision
                + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"harness\",\"version\":\"1\"}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void handshakeRevision_requiredMessages(String revision) throws Exception {
        try (StdioServer server = server(Map.of())) {
            assertThat(server.result("ping", "").size()).isZero();
            JsonObject hello = server.result("initialize", initialize(revision));
            assertThat(hello.get("protocolVersion").getAsString()).isEqualTo(revision);
            assertThat(hello.getAsJsonObject("serverInfo").get("name").getAsString())
                    .isEqualTo("omega-viewer");
            assertThat(hello.getAsJsonObject("capabilities").has("tools")).isTrue();
            assertThat(server.result("ping", "").size()).isZero();
            server.line("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
            assertThat(names(server.result("tools/list", ""))).isEqualTo(TOOLS);
            JsonObject called = server.result("tools/call", "\"name\":\"viewer_stats\",\"arguments\":{}");
            assertThat(called.get("isError").getAsBoolean()).isFalse();
            assertThat(called.getAsJsonObject("structuredContent").get("events").getAsInt())
                    .isZero();
            JsonObject refused = server.result("tools/call", "\"name\":\"viewer_sync\"");
            assertThat(refused.get("isError").getAsBoolean()).isTrue();

            assertThat(server.error("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}"))
                    .isEqualTo(-32602);
            assertThat(server.error("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"}"))
                    .isEqualTo(-32601);
            assertThat(server.error("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}"))
                    .isEqualTo(-32600);
            assertThat(server.error("nonsense")).isEqualTo(-32700);
            // of the reader, which is the same in each revision
            if (revision.equals("2025-11-25")) {
                assertThat(server.error("\"" + "x".repeat(17 << 20) + "\"")).isEqualTo(-32600);
            }
            server.line("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]");
            assertThat(server.next().isJsonArray()).isEqualTo(revision.equals("2025-03-26"));
            assertThat(server.end()).isZero();
        }
        assertThat(Files.readString(work.resolve("err"))).doesNotContain("Exception");
    }

    // The environment makes the JVM print before main, an agent print beside it, and the launcher of Java print its
    // version.
    @Test
    void statelessRevision_requiredMessages_whateverTheJvmPrints() throws Exception {
        Map<String, String> loud = Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Xlog:gc*=debug:stdout -verbose:class -XX:+PrintFlagsFinal"
                        + " -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0",
                "_JAVA_OPTIONS",
                "-Xlog:safepoint:stdout",
                "JDK_JAVA_OPTIONS",
                "--show-version");
        try (StdioServer server = server(loud)) {
            JsonObject discovered = server.result("server/discover", MODERN);
            assertThat(discovered.getAsJsonArray("supportedVersions").toString())
                    .contains("2026-07-28");
            assertThat(discovered.get("resultType").getAsString()).isEqualTo("complete");
            JsonObject listed = server.result("tools/list", MODERN);
            assertThat(names(listed)).isEqualTo(TOOLS);
            assertThat(listed.has("ttlMs")).isTrue();
            assertThat(listed.has("cacheScope")).isTrue();
            JsonObject called = server.result("tools/call", "\"name\":\"viewer_stats\"," + MODERN);
            assertThat(called.get("resultType").getAsString()).isEqualTo("complete");
            assertThat(called.getAsJsonObject("structuredContent").get("events").getAsInt())
                    .isZero();
            JsonElement unsupported = server.answer("tools/list", MODERN.replace("2026-07-28", "2031-01-01"))
                    .get("error");
            assertThat(unsupported.getAsJsonObject().get("code").getAsInt()).isEqualTo(-32022);
            assertThat(server.answer("ping", MODERN)
                            .getAsJsonObject("error")
                            .get("code")
                            .getAsInt())
                    .isEqualTo(-32601);
            assertThat(server.end()).isZero();
        }
        String err = Files.readString(work.resolve("err"));
        for (String printed : List.of("[safepoint]", "Listening for transport", "PrintFlagsFinal", "openjdk")) {
            assertThat(err.contains(printed)).as("the JVM printed " + printed).isTrue();
        }
    }
}
