package io.exogenesis.omega.lab.data;

import io.exogenesis.omega.ops.console.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a set of one file and reads it. */
record Sets(Path directory) {
    Reading read(String file, String text, ReadOptions options) {
        return read(file, text.getBytes(StandardCharsets.UTF_8), options);
    }

    Reading read(String file, byte[] content, ReadOptions options) {
        Terminal silent =
                Terminal.plain(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            Files.write(directory.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RatingsReader.read(directory, options, silent);
    }
}
