package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    Path directory;

    private Path data() {
        return directory.resolve("agent");
    }

    private static JsonObject finding(CommandRun run, String what) {
        for (JsonElement one : run.json().getAsJsonArray("findings")) {
            if (one.getAsJsonObject().get("what").getAsString().equals(what)) {
                return one.getAsJsonObject();
            }
        }
        throw new AssertionError("nothing about " + what + " in " + run.out());
    }

    private static String verdict(CommandRun run, String what) {
        return finding(run, what).get("verdict").getAsString();
    }

    @Test
    void noMemoryYet_isHealthyAndMakesNone() {
        CommandRun doctor = CommandRun.of(data(), "", "doctor", "--json");
        assertThat(doctor.exit()).as(doctor.out()).isZero();
        assertThat(doctor.json().get("healthy").getAsBoolean()).isTrue();
        assertThat(verdict(doctor, "model")).isEqualTo("ok");
        assertThat(verdict(doctor, "disk")).isEqualTo("ok");
        assertThat(data()).doesNotExist();
    }

    @Test
    void memoryInOrder_isReadWhole() {
        CommandRun.of(data(), "", "track", "rating", "m", "4");
        CommandRun doctor = CommandRun.of(data(), "", "doctor");
        assertThat(doctor.exit()).as(doctor.out()).isZero();
        assertThat(doctor.out())
                .contains("1 event, journal of", "ok    clock", "works alone", "-> viewer sync with a Core");
    }

    // ./omega viewer leaves the module out on purpose: there is nothing to mend, and no flag to mend it with.
    @Test
    void java_withoutTheVectorModule_isNoWarning() {
        assertThat(Doctor.java(25, false).verdict()).isEqualTo(Finding.Verdict.OK);
        assertThat(Doctor.java(25, true).verdict()).isEqualTo(Finding.Verdict.OK);
        assertThat(Doctor.java(24, true).failed()).isTrue();
    }

    @Test
    void journalDamaged_failsAndSaysWhatToDo() throws Exception {
        CommandRun.of(data(), "", "track", "rating", "m", "4");
        CommandRun.of(data(), "", "track", "rating", "n", "4");
        damage();
        CommandRun doctor = CommandRun.of(data(), "", "doctor", "--json");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(verdict(doctor, "memory")).isEqualTo("fail");
        assertThat(finding(doctor, "memory").get("advice").getAsString()).contains("restore the journal");
        // and the commands say it in one line
        CommandRun stats = CommandRun.of(data(), "", "stats");
        assertThat(stats.exit()).isEqualTo(1);
        assertThat(stats.problem()).contains("is damaged");
    }

    /** Turns a byte in the middle of the first segment. */
    private void damage() throws Exception {
        Path segment;
        try (Stream<Path> files = Files.list(data().resolve("journal"))) {
            segment = files.filter(f -> f.toString().endsWith(".journal"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 3] ^= 0x55;
        Files.write(segment, bytes);
    }

    @Test
    void tornTail_isAWarningOnly() throws Exception {
        CommandRun.of(data(), "", "track", "rating", "m", "4");
        Path segment;
        try (Stream<Path> files = Files.list(data().resolve("journal"))) {
            segment = files.filter(f -> f.toString().endsWith(".journal"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 5);
        longer[bytes.length] = 1;
        Files.write(segment, longer);
        CommandRun doctor = CommandRun.of(data(), "", "doctor", "--json");
        assertThat(doctor.exit()).as(doctor.out()).isZero();
        assertThat(verdict(doctor, "memory")).isEqualTo("warn");
    }

    @Test
    void directoryInUse_isAWarningWithTheProcess() {
        CommandRun.of(data(), "", "stats");
        try (ViewerAgent agent = ViewerRuntime.openAlone(
                ViewerAgentConfig.builder(Identity.of(data()).viewer(), data())
                        .syncInterval(Duration.ZERO)
                        .build())) {
            assertThat(agent.stats().memory().events()).isZero();
            CommandRun doctor = CommandRun.of(data(), "", "doctor", "--json");
            assertThat(doctor.exit()).as(doctor.out()).isZero();
            assertThat(finding(doctor, "memory").get("seen").getAsString())
                    .contains("in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void clockBehindTheNewestEvent_fails() {
        CommandRun.of(data(), "{\"mediaId\":\"m\",\"at\":\"2199-01-01T00:00:00Z\",\"rating\":5}\n", "import", "-");
        CommandRun doctor = CommandRun.of(data(), "", "doctor", "--json");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(verdict(doctor, "clock")).isEqualTo("fail");
    }

    @Test
    void clockComparedWithTheCores_byMinutes() {
        Instant here = Instant.parse("2026-03-01T20:00:00Z");
        assertThat(Doctor.compared(here, here.plusSeconds(5))).isEmpty();
        assertThat(Doctor.compared(here, here.minusSeconds(60)))
                .hasValueSatisfying(f -> assertThat(f.verdict()).isEqualTo(Finding.Verdict.WARN));
        assertThat(Doctor.compared(here, here.plusSeconds(3_600)))
                .hasValueSatisfying(f -> assertThat(f.failed()).isTrue());
    }

    @Test
    void directoryThatCannotBe_fails() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        CommandRun doctor = CommandRun.of(file.resolve("agent"), "", "doctor", "--json");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(verdict(doctor, "disk")).isEqualTo("fail");
    }

    @Test
    void readOnlyDirectory_failsInEveryCommandWithOneLine() throws Exception {
        Files.createDirectory(
                data(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeFalse(Files.isWritable(data()), "this user may write everywhere (root)");
        CommandRun doctor = CommandRun.of(data(), "", "doctor", "--json");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(verdict(doctor, "disk")).isEqualTo("fail");
        CommandRun stats = CommandRun.of(data(), "", "stats");
        assertThat(stats.exit()).isEqualTo(1);
        assertThat(stats.problem()).isNotBlank();
    }

    @Test
    void othersMayLookIn_isAWarning() throws Exception {
        CommandRun.of(data(), "", "stats");
        Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwxr-xr-x"));
        CommandRun doctor = CommandRun.of(data(), "", "doctor", "--json");
        assertThat(finding(doctor, "privacy").get("advice").getAsString()).contains("chmod 700");
    }
}
