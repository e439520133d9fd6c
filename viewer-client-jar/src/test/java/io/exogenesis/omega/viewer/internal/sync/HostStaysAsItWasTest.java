package io.exogenesis.omega.viewer.internal.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whoever embeds the agent has the same process afterwards, and meanwhile. */
class HostStaysAsItWasTest {
    /** ONNX Runtime's own, in the constructor of its environment; it cannot be had without. */
    private static final String ONNX_HOOK =
            "shutdown hook ai.onnxruntime.OrtEnvironment$OrtEnvCloser: none -> registered";

    @TempDir
    Path directory;

    @Test
    @Timeout(120)
    @EnabledOnOs(OS.LINUX)
    void agent_queryAndSyncByQuicAndHttps_changesNothingOfTheProcess() throws Exception {
        TestKey key = TestKey.create(directory, "core");
        Path errors = directory.resolve("errors");
        Path natives = Files.createDirectory(directory.resolve("tmp"));
        try (FakeCoreServer core = new FakeCoreServer(new FakeCore(20), key, directory.resolve("pem"), true)) {
            ProcessBuilder java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "--add-opens=java.base/java.lang=ALL-UNNAMED",
                            "--add-opens=java.base/java.net=ALL-UNNAMED",
                            "-Djava.io.tmpdir=" + natives,
                            "-cp",
                            System.getProperty("java.class.path"),
                            HostProcess.class.getName(),
                            directory.resolve("host").toString(),
                            key.pin().sha256Base64(),
                            "quic://127.0.0.1:" + core.quicPort(),
                            "https://127.0.0.1:" + core.httpsPort())
                    .redirectError(errors.toFile());
            // as a host may have them: set to something, and not set
            java.environment().put("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt");
            java.environment().remove("ORT_DISABLE_TELEMETRY");
            Process host = java.start();
            List<String> said = new String(host.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
            assertThat(host.waitFor()).as(Files.readString(errors)).isZero();
            assertThat(said)
                    .as(Files.readString(errors))
                    .containsExactly(
                            "did query: 3 titles",
                            "did quic: quic",
                            "did https: https",
                            "changed by query: " + ONNX_HOOK,
                            "done");
            // neither the fixed name that another JVM would overwrite nor a directory of ours
            assertThat(natives.resolve("linux-x86-64")).doesNotExist();
            assertThat(natives.toFile().list()).noneMatch(name -> name.startsWith("omega-quic"));
        }
    }
}
