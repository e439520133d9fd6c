package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code viewer mcp} as a host starts it: a process with three streams. */
class McpProcessTest {
    private static final String HELLO = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
            "clientInfo":{"name":"test","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            """;

    @TempDir
    Path directory;

    /** Would catch a library or a log that writes between the messages, another charset, and an end that loses an event. */
    @Test
    void standardOutput_holdsMessagesOnly() throws Exception {
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // as on a machine whose locale knows no UTF-8
                        "-Dfile.encoding=US-ASCII",
                        "-Dstdout.encoding=US-ASCII",
                        "-XX:TieredStopAtLevel=1",
                        ViewerCommand.class.getName(),
                        "mcp",
                        "--data",
                        directory.resolve("agent").toString(),
                        "--catalogue",
                        CommandRun.catalogue(directory).toString())
                .redirectError(directory.resolve("err").toFile());
        java.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process server = java.start();
        try (OutputStream in = server.getOutputStream()) {
            in.write((HELLO
                            + call(2, "viewer_get_recommendations", "{\"k\":12}")
                            + call(
                                    3,
                                    "viewer_track_behavior",
                                    "{\"action\":\"rating\",\"mediaId\":\"12\"," + "\"metadata\":{\"rating\":5}}"))
                    .getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isZero();
        List<JsonObject> messages = out.lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertThat(messages).extracting(m -> m.get("id").getAsInt()).containsExactly(1, 2, 3);
        assertThat(messages.get(1).toString()).contains("Amélie");
        // nothing of what the process said is lost: it stands on the other stream, if anything does
        assertThat(directory.resolve("err")).exists();
        assertThat(CommandRun.of(directory.resolve("agent"), "", "export").out())
                .contains("\"mediaId\":\"12\"");
        assertThat(Files.readString(directory.resolve("err"))).doesNotContain("Exception");
    }

    private static String call(int id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}\n";
    }
}
