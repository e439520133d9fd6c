package io.exogenesis.omega.embedder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OrtTelemetryTest {
    // With its telemetry on, ONNX Runtime 1.29 crashes a JVM whose command line is longer than 4,096 bytes.
    @Test
    @Timeout(120)
    void load_longCommandLineAndNoVariable_telemetryIsOffAndTheModelWorks() throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dsome.long.property=" + "x".repeat(8_000),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        java.environment().remove("ORT_DISABLE_TELEMETRY");
        Process process = java.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("dimensions: 384").doesNotContain("cannot be set");
    }

    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            try (MiniLmEmbedder embedder = MiniLmEmbedder.load()) {
                System.out.println("dimensions: " + embedder.embed("a film").length);
            }
        }
    }
}
