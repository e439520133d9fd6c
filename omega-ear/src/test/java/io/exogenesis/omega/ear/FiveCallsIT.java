package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The README's calls of curl work on a Core that was just started, as they stand there. */
class FiveCallsIT {
    private static final String BEGIN = "<!-- calls: begin";
    private static final String END = "<!-- calls: end";

    @Test
    @Timeout(300)
    void readme_callsOfCurl_workAsTheyStand() throws IOException, InterruptedException {
        Path home = Work.fresh("five-calls");
        int[] free = Work.freePorts(3);
        try (CoreProcess core = CoreProcess.start(
                CoreInstall.found(),
                home.resolve(".omega/core"),
                new CorePorts(free[0], free[1], free[2]),
                Map.of("OMEGA_HTTPS_HOST", "127.0.0.1"))) {
            String address = core.awaitReady().http();
            Path script =
                    Files.writeString(home.resolve("calls.sh"), calls().replace("http://127.0.0.1:9080", address));

            ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-o", "pipefail", script.toString());
            shell.environment().put("HOME", home.toString());
            shell.environment().put("USER", "reader");
            Path said = home.resolve("said");
            Process calls = shell.redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();

            assertThat(calls.waitFor(2, TimeUnit.MINUTES)).isTrue();
            String output = Files.readString(said);
            assertThat(calls.exitValue()).as(output).isZero();
            assertThat(output).contains("\"ready\": true", "\"omega-0001\"", "\"bankVersion\"");
        }
    }

    private static String calls() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("omega.root"), "README.md"));
        String part = readme.substring(readme.indexOf(BEGIN), readme.indexOf(END));
        String code = part.substring(part.indexOf("```sh\n") + 6, part.lastIndexOf("```"));
        assertThat(code.lines().filter(line -> line.contains("curl "))).hasSize(5);
        return code;
    }
}
