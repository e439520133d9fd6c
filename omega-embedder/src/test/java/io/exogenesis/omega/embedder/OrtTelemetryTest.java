package io.exogenesis.omega.embedder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrtTelemetryTest {
    // With its telemetry on, ONNX Runtime 1.29 crashes a JVM whose command line is longer than 4,096 bytes.
    @Test
    @Timeout(120)
    void load_longCommandLineAndNoVariable_theModelWorks() throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dsome.long.property=" + "x".repeat(8_000),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        java.environment().remove(OrtTelemetry.VARIABLE);
        Process process = java.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("dimensions: 384");
    }

    // Would catch an upgrade to a version that can report: the names are those of its uploader and of the library it
    // sends with.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "linux-x64/libonnxruntime.so",
                "linux-aarch64/libonnxruntime.so",
                "osx-aarch64/libonnxruntime.dylib"
            })
    void nativeLibrary_ofThisBuild_hasNothingToReportWith(String file) throws IOException {
        try (InputStream in = OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/" + file)) {
            assertThat(in).isNotNull();
            String bytes = new String(in.readAllBytes(), ISO_8859_1);
            for (String trace :
                    List.of("Applications6Events", "events.data.microsoft.com", "curl_easy", OrtTelemetry.VARIABLE)) {
                assertThat(bytes.contains(trace)).as(trace).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1.29.0,Linux,", "1.29.0,Mac OS X,0", "1.30.1,Linux,true", "2.0.0,Linux,"})
    void refuseUploads_aVersionThatReportsAndNoVariable_refusedWithWhatToDo(
            String version, String system, String variable) {
        assertThatThrownBy(() -> OrtTelemetry.refuseUploads(version, system, variable))
                .isInstanceOf(EmbedderUnavailableException.class)
                .hasMessageContaining(version)
                .hasMessageContaining("ORT_DISABLE_TELEMETRY=1");
    }

    @ParameterizedTest
    @CsvSource({"1.28.0,Linux,", "1.9.0,Linux,", "1.29.0,Linux,1", "1.29.0,Windows 11,", ",Linux,"})
    void refuseUploads_aVersionThatIsSilent_taken(String version, String system, String variable) {
        assertThatCode(() -> OrtTelemetry.refuseUploads(version, system, variable))
                .doesNotThrowAnyException();
    }

    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            try (OnnxEmbedder embedder = MiniLmEmbedder.load()) {
                System.out.println("dimensions: " + embedder.embed("a film").length);
            }
        }
    }
}
