package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.sync.FakeCoreServer;
import io.exogenesis.omega.viewer.internal.sync.TestKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor's look at a Core, over real sockets. */
class DoctorCoreTest {
    @TempDir
    Path directory;

    /** What the doctor says of each thing, by name, with the exit code as "exit". */
    private Map<String, String> doctor(String token, String pin, List<String> endpoints) throws Exception {
        Path data = Files.createDirectories(directory.resolve("v"));
        Files.writeString(
                data.resolve("identity.json"),
                new Gson().toJson(Map.of("viewerId", "v", "endpoints", endpoints, "pin", pin, "token", token)));
        StringWriter out = new StringWriter();
        int exit = ViewerCommand.commandLine(new PrintWriter(out, true), new PrintWriter(new StringWriter(), true))
                .execute("doctor", "--json", "--data", data.toString());
        Map<String, String> found = new LinkedHashMap<>();
        found.put("exit", Integer.toString(exit));
        for (JsonElement one :
                JsonParser.parseString(out.toString()).getAsJsonObject().getAsJsonArray("findings")) {
            found.merge(
                    one.getAsJsonObject().get("what").getAsString(),
                    one.getAsJsonObject().get("verdict").getAsString(),
                    (a, b) -> a + "," + b);
        }
        return found;
    }

    @Test
    void doctor_ofACore_tellsEndpointsPinAndToken() throws Exception {
        TestKey key = TestKey.create(directory, "core");
        FakeCore core = new FakeCore(2);
        try (FakeCoreServer server = new FakeCoreServer(core, key, directory.resolve("pem"), true)) {
            String quic = "quic://127.0.0.1:" + server.quicPort();
            String https = "https://127.0.0.1:" + server.httpsPort();
            String pin = key.pin().sha256Base64();

            assertThat(doctor("v", pin, List.of(quic, https)))
                    .containsEntry("exit", "0")
                    .containsEntry("core quic", "ok")
                    .containsEntry("core https", "ok")
                    .containsEntry("pin", "ok")
                    .containsEntry("token", "ok")
                    .containsEntry("clock", "ok");
            // reached, and nothing was pushed or registered
            assertThat(core.received("v")).isEmpty();

            assertThat(doctor("expired", pin, List.of(https)))
                    .containsEntry("exit", "1")
                    .containsEntry("token", "fail")
                    .containsEntry("pin", "ok");
            assertThat(doctor("v", TestAgents.PIN, List.of(https)))
                    .containsEntry("exit", "1")
                    .containsEntry("pin", "fail");
        }
        assertThat(doctor("v", key.pin().sha256Base64(), List.of("https://127.0.0.1:1")))
                .containsEntry("exit", "1")
                .containsEntry("core https", "fail")
                .containsEntry("token", "warn");
    }
}
