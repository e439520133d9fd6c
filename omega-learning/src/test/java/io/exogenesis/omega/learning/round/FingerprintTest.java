package io.exogenesis.omega.learning.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

// The hash code of an enum, and the order of a set of texts, differ from JVM to JVM: what is stored must not.
class FingerprintTest {

    @Test
    void modelRows_twoVirtualMachines_equal() throws IOException, InterruptedException {
        String here = prints();
        assertThat(here).contains(",");
        assertThat(otherMachine()).isEqualTo(here);
    }

    private static String otherMachine() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Prints.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out.lines().toList().getLast();
    }

    private static String prints() {
        Random random = new Random(5);
        List<SampleRow> rows = new ArrayList<>();
        for (int v = 0; v < 10; v++) {
            rows.add(Crowd.randomRow("v" + v, 1, random));
        }
        RoundState after = Round.run(
                        RoundState.initial(Crowd.SETTINGS),
                        Crowd.input(List.of(), rows, false, 60),
                        Crowd.SETTINGS,
                        new Random(1))
                .after();
        return Arrays.stream(after.modelRows()).mapToObj(Long::toHexString).collect(Collectors.joining(","));
    }

    /** Runs in the other JVM. */
    static final class Prints {
        private Prints() {}

        public static void main(String[] args) {
            System.out.println(prints());
        }
    }
}
