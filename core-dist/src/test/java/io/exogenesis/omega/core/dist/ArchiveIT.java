package io.exogenesis.omega.core.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive as somebody gets it: unpacked in an empty directory, on a machine without a Java. One start serves all. */
@EnabledOnOs(OS.LINUX)
class ArchiveIT {
    private static final Path ARCHIVE = Path.of(System.getProperty("omega.core.archive"));
    /** The log of a start on a busy machine is read no longer than this. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path work;

    private record Ended(int code, String out) {}

    @Test
    void unpacked_startsWithOneCommand_servesAndStops() throws Exception {
        run(List.of("tar", "xzf", ARCHIVE.toString()));
        Path home = work.resolve(System.getProperty("omega.core.name"));
        assertThat(sizeMegabytes(home)).as("MB unpacked").isLessThan(700);

        String core = home.resolve("bin/omega-core").toString();
        String data = work.resolve("data").toString();
        assertThat(run(List.of(core, "status", "--data", data)).code())
                .as("stopped")
                .isEqualTo(3);
        assertThat(run(List.of(core, "brew")).code()).as("bad usage").isEqualTo(2);

        List<String> start = new ArrayList<>(List.of(core, "start", "--data", data));
        for (String port : List.of("--http-port", "--https-port", "--quic-port")) {
            start.addAll(List.of(port, Integer.toString(freePort())));
        }
        try {
            Ended started = run(start);
            assertThat(started.out()).contains("Ready.", "Stop it with omega-core stop");
            assertThat(started.code()).isZero();
            serves(Path.of(data, "bootstrap.json"));
            assertThat(run(List.of(core, "status", "--data", data)).code())
                    .as("ready")
                    .isZero();
            JsonObject codes = JsonParser.parseString(run(List.of(core, "admin", "codes", "--json", "--data", data))
                            .out())
                    .getAsJsonObject();
            assertThat(codes.getAsJsonArray("codes")).hasSize(1);
            comesBack(core, data);
        } finally {
            assertThat(run(List.of(core, "stop", "--data", data)).code()).isZero();
        }
        assertThat(run(List.of(core, "status", "--data", data)).code()).isEqualTo(3);
        assertThat(home.resolve("wlp/usr/servers/omega/logs"))
                .as("nothing is written into the install")
                .doesNotExist();
    }

    /** A copy of the Core in another directory, made of its backup: its codes are there. */
    private void comesBack(String core, String data) throws IOException, InterruptedException {
        String backup = work.resolve("backup.zip").toString();
        String copy = work.resolve("copy").toString();
        assertThat(run(List.of(core, "backup", backup, "--data", data)))
                .extracting(Ended::code)
                .isEqualTo(0);
        Ended restored = run(List.of(core, "restore", backup, "--data", copy));
        assertThat(restored.code()).as(restored.out()).isZero();
        assertThat(restored.out()).contains("Start it with omega-core start");
    }

    @Test
    void contents_haveLicenceUnitAndListOfParts() throws Exception {
        run(List.of(
                "tar",
                "xzf",
                ARCHIVE.toString(),
                "--wildcards",
                "*/LICENSE",
                "*/NOTICE",
                "*/systemd/*",
                "*/*.cdx.json"));
        Path home = work.resolve(System.getProperty("omega.core.name"));
        assertThat(home.resolve("LICENSE")).isNotEmptyFile();
        assertThat(home.resolve("NOTICE")).isNotEmptyFile();
        assertThat(home.resolve("systemd/omega-core.service")).content().contains("bin/omega-core run");
        if (!System.getProperty("omega.core.maven").equals("offline: true")) {
            listsItsParts(home.resolve("omega-core.cdx.json"));
        }
    }

    private static void listsItsParts(Path list) throws IOException {
        String parts = Files.readString(list);
        assertThat(JsonParser.parseString(parts)
                        .getAsJsonObject()
                        .get("bomFormat")
                        .getAsString())
                .isEqualTo("CycloneDX");
        assertThat(parts)
                .contains(
                        "\"omega-ejb\"",
                        "\"flyway-core\"",
                        "\"ojalgo\"",
                        "\"HdrHistogram\"",
                        "\"picocli\"",
                        "\"HdrHistogram\"",
                        "\"uplot\"",
                        "\"mcp-core\"",
                        "\"derby\"",
                        "\"openliberty-runtime\"");
    }

    private void serves(Path bootstrap) throws IOException, InterruptedException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bootstrap)))
                .isEqualTo("rw-------");
        JsonObject keys = JsonParser.parseString(Files.readString(bootstrap)).getAsJsonObject();
        String http = keys.get("http").getAsString();
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest accounting = HttpRequest.newBuilder(URI.create(http + "/api/admin/accounting"))
                .header("Authorization", "Bearer " + keys.get("adminToken").getAsString())
                .build();
        HttpResponse<String> answer = client.send(accounting, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        HttpRequest stranger = HttpRequest.newBuilder(URI.create(http + "/api/omega/viewers"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        assertThat(client.send(stranger, BodyHandlers.ofString()).statusCode()).isBetween(400, 401);
    }

    /** Runs in the empty directory with an environment that names no Java. */
    private Ended run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(work, "run", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("HOME", work.toString(), "PATH", "/usr/bin:/bin", "OMEGA_HEAP", "768m"));
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end: " + Files.readString(out));
        }
        return new Ended(process.exitValue(), new String(Files.readAllBytes(out), StandardCharsets.UTF_8));
    }

    private static long sizeMegabytes(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(f -> f.toFile().length())
                            .sum()
                    >> 20;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
