package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own for each case: what is looked at belongs to the process. */
@DisabledOnOs(OS.WINDOWS)
class StandardStreamsTest {
    @TempDir
    Path directory;

    private record Ended(int code, String out, String err) {}

    /** Runs a shell line in the plainest locale, in which {@code viewer} is the program. */
    private Ended sh(String line) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String script =
                "viewer() { '" + java + "' --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -cp \"$CLASSES\" "
                        + ViewerProgram.class.getName() + " \"$@\"; }\n" + line;
        ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", script));
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("DATA", directory.resolve("agent").toString());
        builder.environment().keySet().removeAll(List.of("COLUMNS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void accents_inThePlainestLocale_comeThrough() throws Exception {
        Files.writeString(
                directory.resolve("h.jsonl"),
                "{\"mediaId\":\"Amélie\",\"at\":\"2023-01-05T00:00:00Z\",\"rating\":4}\n");
        Ended ended = sh("viewer import --data \"$DATA\" - <" + directory.resolve("h.jsonl")
                + " && viewer export --data \"$DATA\"");
        assertThat(ended.err).isEmpty();
        assertThat(ended.out).contains("\"mediaId\":\"Amélie\"");
    }

    @Test
    void output_onAFullDisk_isAnErrorOfTheCommand() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "skipped: this system has no /dev/full");
        for (String command :
                List.of("export --data \"$DATA\"", "--help", "completion", "stats --data \"$DATA\" --json")) {
            Ended ended = sh("viewer " + command + " >/dev/full");
            assertThat(ended.code).as(command).isEqualTo(1);
            assertThat(ended.err).hasLineCount(1).startsWith("omega: the output cannot be written: ");
        }
    }

    @Test
    void output_nobodyReads_endsQuietly() throws Exception {
        Ended ended = sh("viewer completion | true; printf '%s' \"${PIPESTATUS[0]}\"");
        assertThat(ended.err).isEmpty();
        assertThat(ended.out).isEqualTo("141");
    }
}
