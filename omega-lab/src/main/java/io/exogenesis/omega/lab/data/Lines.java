package io.exogenesis.omega.lab.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a text file line by line and knows where it is, so that every complaint names file and line. */
final class Lines {
    /** A record of a ratings file is short; a line beyond this is not one. */
    private static final int MAX_LINE = 8192;

    private static final int BUFFER = 1 << 16;
    /** Some editors put it in front of a text; it is not part of the first field, whatever the character set. */
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

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
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            byte[] line;
            while ((line = at.next(in)) != null) {
                String text = at.decoded(line, charset);
                if (!text.isBlank()) {
                    consumer.line(text, at);
                }
            }
        } catch (NoSuchFileException e) {
            throw new DatasetException(file + " is missing");
        } catch (UncheckedIOException | IOException e) {
            throw new DatasetException(file + " cannot be read: " + e.getMessage());
        }
    }

    /** The bytes up to the next line break; null at the end. */
    private byte @Nullable [] next(InputStream in) throws IOException {
        int b = in.read();
        if (b < 0) {
            return null;
        }
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() >= MAX_LINE) {
                throw wrong("the line has more than " + MAX_LINE + " bytes");
            }
            line.write(b);
        }
        return line.toByteArray();
    }

    /* Each line by itself: a decoder over the whole file reads ahead, and a bad byte would be blamed on an earlier line. */
    private String decoded(byte[] line, Charset charset) {
        int from = number == 1 && Arrays.mismatch(line, BOM) == BOM.length ? BOM.length : 0;
        int to = line.length > from && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(line, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong("the bytes are not " + charset + " text");
        }
    }

    boolean first() {
        return number == 1;
    }

    DatasetException wrong(String what) {
        return DatasetException.at(file, number, what);
    }
}
