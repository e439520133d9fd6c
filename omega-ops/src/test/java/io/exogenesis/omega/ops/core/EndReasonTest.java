package io.exogenesis.omega.ops.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndReasonTest {
    @TempDir
    private Path dir;

    private CoreDirectory data;

    @BeforeEach
    void layOut() throws IOException {
        data = new CoreDirectory(dir);
        Files.createDirectories(data.consoleLog().getParent());
    }

    @Test
    void of_outOfMemory_namesWhatWasShort() throws IOException {
        Files.writeString(
                data.consoleLog(),
                "Omega Core is up\nTerminating due to java.lang.OutOfMemoryError: Java heap space\n");
        assertThat(EndReason.of(OptionalInt.of(3), data)).isEqualTo("out of memory (Java heap space)");
    }

    /** An error that was caught and logged did not end the process. */
    @Test
    void of_killedAfterACaughtError_namesTheSignal() throws IOException {
        Files.writeString(
                data.consoleLog(), "java.lang.OutOfMemoryError: Java heap space\n[ERROR   ] CWWKX0001E: text\n");
        assertThat(EndReason.of(OptionalInt.of(137), data)).startsWith("killed by signal 9 (SIGKILL");
        assertThat(EndReason.of(OptionalInt.of(143), data)).isEqualTo("killed by signal 15 (SIGTERM)");
    }

    @Test
    void of_errorInTheLog_itsLineAndTheCode() throws IOException {
        Files.writeString(data.consoleLog(), "[ERROR   ] CWWKX0001E: the port is taken\n");
        assertThat(EndReason.of(OptionalInt.of(1), data)).isEqualTo("the port is taken (exit code 1)");
    }

    @Test
    void of_nothingKnown_saysSo() {
        assertThat(EndReason.of(OptionalInt.of(0), data)).isEqualTo("ended with no error in its log (exit code 0)");
        assertThat(EndReason.of(OptionalInt.empty(), data)).contains("exit code not seen");
    }

    /** A console log of months must not fill the supervisor's small heap. */
    @Test
    void of_hugeLog_onlyItsEndIsRead() throws IOException {
        Files.writeString(data.consoleLog(), "[ERROR   ] CWWKX0001E: long ago\n" + "x".repeat(1 << 20) + "\n");
        assertThat(EndReason.of(OptionalInt.of(1), data)).doesNotContain("long ago");
    }
}
