package io.exogenesis.omega.lab.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a text file line by line and knows where it is, so that every complaint names file and line. */
final class Lines {
    /** A record of a ratings file is short; a line beyond this is not one. */
    private static final int MAX_LINE = 8192;

    private final Path file;
    private int number;

    private Lines(Path file) {
        this.file = file;
    }

    /** What to do with one line; {@code at} makes complaints. */
    interface Consumer {
        void line(String text, Lines at);
    }

    /**
     * Calls {@code consumer} for each line that is not empty.
     *
     * @throws DatasetException if the file is missing, unreadable or not text in {@code charset}
     */
    static void read(Path file, Charset charset, Consumer consumer) {
        Lines at = new Lines(file);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Files.newInputStream(file),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
            String text;
            while ((text = in.readLine()) != null) {
                at.number++;
                if (at.number == 1 && text.startsWith("\uFEFF")) {
                    text = text.substring(1);
                }
                if (text.length() > MAX_LINE) {
                    throw at.wrong("the line has more than " + MAX_LINE + " characters");
                }
                if (!text.isBlank()) {
                    consumer.line(text, at);
                }
            }
        } catch (NoSuchFileException e) {
            throw new DatasetException(file + " is missing");
        } catch (CharacterCodingException e) {
            at.number++;
            throw at.wrong("at or shortly after this line the bytes are not " + charset + " text");
        } catch (UncheckedIOException | IOException e) {
            throw new DatasetException(file + " cannot be read: " + e.getMessage());
        }
    }

    boolean first() {
        return number == 1;
    }

    DatasetException wrong(String what) {
        return DatasetException.at(file, number, what);
    }
}
