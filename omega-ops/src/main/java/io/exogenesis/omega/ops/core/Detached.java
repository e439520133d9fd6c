package io.exogenesis.omega.ops.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes that outlive the terminal they were started from. */
final class Detached {
    private Detached() {}

    /**
     * A builder whose command awaits program and arguments. Ctrl-C in a terminal reaches the whole process group. Who started the
     * process decides when it ends, so the process itself ignores that, and a terminal that closes; SIGTERM ends it.
     *
     * @param output receives what it prints; emptied first. Each print goes to the file's end, wherever that is then: whoever finds
     *     the file too long may cut it.
     */
    static ProcessBuilder builder(Path directory, Path output) throws IOException {
        Files.deleteIfExists(output);
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    }
}
