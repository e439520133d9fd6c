package io.exogenesis.omega.ops.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look does; that it is done to the log of a running process is seen by {@link SupervisedCoreTest}. */
class ConsoleLogTest {
    @TempDir
    private Path dir;

    private CoreDirectory data;
    private Path logs;

    @BeforeEach
    void layOut() throws IOException {
        data = new CoreDirectory(dir);
        logs = Files.createDirectories(data.consoleLog().getParent());
    }

    private void print(String text) throws IOException {
        Files.writeString(data.consoleLog(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void bound_withinIt_nothingChanges() throws IOException {
        data.console().bound(4);
        assertThat(logs).isEmptyDirectory();
        print("1234");
        data.console().bound(4);
        assertThat(data.consoleLog()).hasContent("1234");
        assertThat(logs.resolve("console.1.log")).doesNotExist();
    }

    @Test
    void bound_beyondIt_newestAreKeptBehind() throws IOException {
        print("1234567");
        data.console().bound(4);
        print("89");
        assertThat(logs.resolve("console.1.log")).hasContent("4567");
        assertThat(data.consoleLog()).hasContent("89");
        assertThat(data.console().tail()).containsExactly("456789");
    }

    /** The process ends right after the cut: why it ended stands in the older file. */
    @Test
    void reason_lastLineWasCutAway_isStillFound() throws IOException {
        print("x".repeat(100) + "\nTerminating due to java.lang.OutOfMemoryError: Java heap space\n");
        data.console().bound(80);
        assertThat(data.consoleLog()).isEmptyFile();
        assertThat(EndReason.of(OptionalInt.of(3), data)).isEqualTo("out of memory (Java heap space)");
    }

    /** A disk without room for the copy: the lines are let go, not the bound. */
    @Test
    void bound_copyIsImpossible_cutsAtTwice() throws IOException {
        Files.createDirectories(logs.resolve("console.1.log"));
        print("12345678");
        data.console().bound(4);
        assertThat(data.consoleLog()).hasContent("12345678");
        print("9");
        data.console().bound(4);
        assertThat(data.consoleLog()).isEmptyFile();
    }

    /** Five processes, some of which print too much: never more than four files, and none of a process before the last. */
    @Test
    void begin_manyProcesses_keepsTheLastTwo() throws IOException {
        for (String process : new String[] {"a", "bb", "ccccc", "ddddd"}) {
            data.console().begin();
            print(process);
            data.console().bound(4);
        }
        assertThat(logs.resolve("console.previous.1.log")).hasContent("cccc");
        assertThat(logs.resolve("console.1.log")).hasContent("dddd");
        data.console().begin();
        print("e");
        assertThat(data.console().tail()).containsExactly("e");
        assertThat(logs.resolve("console.previous.1.log")).hasContent("dddd");
        data.console().begin();
        assertThat(logs.resolve("console.previous.log")).hasContent("e");
        assertThat(logs.resolve("console.previous.1.log")).doesNotExist();
        assertThat(logs.toFile().list()).hasSize(1);
    }
}
