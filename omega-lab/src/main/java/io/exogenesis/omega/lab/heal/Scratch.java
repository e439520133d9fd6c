package io.exogenesis.omega.lab.heal;

import io.exogenesis.omega.lab.heal.subject.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directory of one run; its name has the number of its process, so that what a killed one left can be told from what is in use. */
final class Scratch {
    private static final Pattern NAME = Pattern.compile("run-(\\d{1,10})-.*");

    private Scratch() {}

    static Path make(Path data) {
        try {
            return Files.createTempDirectory(
                    data, "run-" + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes those of processes that are gone. */
    static void sweep(Path data) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(data, Files::isDirectory)) {
            for (Path entry : entries) {
                Matcher name = NAME.matcher(entry.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    Home.delete(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
