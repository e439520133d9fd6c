package io.exogenesis.omega.viewer.cli.history;

import io.exogenesis.omega.viewer.ViewerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that a viewer hands over: UTF-8 text of at most {@value #MAX_MEGABYTES} MB, checked before anything is read from it. A
 * byte-order mark is allowed and no part of the text.
 */
public final class HistoryFile {
    /** An export of 100,000 titles has 20 MB; the program runs in a heap of 512 MB. */
    static final int MAX_MEGABYTES = 64;

    private static final int MEGABYTE = 1 << 20;
    /** A JSON document may be one line; what reads a line may need several times its length. */
    private static final int MAX_LINE_MEGABYTES = 24;

    private static final int MARK = 3;

    private final String name;
    private final byte[] bytes;
    private final int start;

    private HistoryFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
        boolean marked =
                bytes.length >= MARK && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        this.start = marked ? MARK : 0;
    }

    /**
     * Reads a file.
     *
     * @throws ViewerException with one line that says why it cannot be used
     */
    public static HistoryFile read(Path path) {
        if (Files.isDirectory(path)) {
            throw new ViewerException(path + " is a directory: name a file in it");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return read(path.toString(), in);
        } catch (NoSuchFileException e) {
            throw new ViewerException("there is no file " + path, e);
        } catch (IOException e) {
            throw new ViewerException(path + " cannot be read: " + e, e);
        }
    }

    /** Reads a stream to its end; {@code name} is what errors call it. */
    public static HistoryFile read(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_MEGABYTES * MEGABYTE + 1);
        if (bytes.length > MAX_MEGABYTES * MEGABYTE) {
            throw new ViewerException(name + " is larger than " + MAX_MEGABYTES + " MB: too large for a history");
        }
        HistoryFile file = new HistoryFile(name, bytes);
        file.checkContainer();
        file.checkText();
        return file;
    }

    public String name() {
        return name;
    }

    public Reader reader() {
        return new InputStreamReader(
                new ByteArrayInputStream(bytes, start, bytes.length - start), StandardCharsets.UTF_8);
    }

    /** The first character that is no white space; a space if there is none. */
    char firstCharacter() {
        for (int i = start; i < bytes.length; i++) {
            if (!Character.isWhitespace(bytes[i])) {
                return (char) (bytes[i] & 0x7F);
            }
        }
        return ' ';
    }

    /** Whether it begins as what {@code export} writes does. */
    public boolean isOwn() {
        return firstCharacter() == '{';
    }

    boolean isBlank() {
        return firstCharacter() == ' ';
    }

    /** What separates the fields of the first line: a comma, or what a spreadsheet put in its place. */
    char separator() {
        int[] counts = new int[128];
        for (int i = start; i < bytes.length && bytes[i] != '\n'; i++) {
            counts[bytes[i] & 0x7F] += bytes[i] >= 0 ? 1 : 0;
        }
        if (counts[','] > 0) {
            return ',';
        }
        return counts[';'] >= counts['\t'] && counts[';'] > 0 ? ';' : counts['\t'] > 0 ? '\t' : ',';
    }

    /** Whether quotation marks come in pairs, as they do in a CSV whose fields all end. */
    boolean hasPairedQuotes() {
        int quotes = 0;
        for (byte b : bytes) {
            quotes += b == '"' ? 1 : 0;
        }
        return quotes % 2 == 0;
    }

    /** The error for a line that is not as {@code format} has it. */
    ViewerException bad(long line, String why, String format) {
        return new ViewerException(
                name + " line " + line + ": " + why + " (read as " + format + "); nothing was imported");
    }

    private void checkContainer() {
        if (startsWith(0x1F, 0x8B)) {
            throw new ViewerException(name + " is compressed with gzip: unpack it first (gunzip)");
        }
        if (startsWith('P', 'K', 3, 4)) {
            throw new ViewerException(name + " is a ZIP archive: unpack it and name a file in it");
        }
        if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
            throw new ViewerException(name + " is UTF-16 text: save it as UTF-8");
        }
    }

    private boolean startsWith(int... first) {
        for (int i = 0; i < first.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != first[i]) {
                return false;
            }
        }
        return true;
    }

    private void checkText() {
        int line = 1;
        int begin = start;
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw new ViewerException(name + " line " + line + ": it has a NUL byte, so this is no UTF-8 text");
            }
            if (bytes[i] == '\n') {
                line++;
                begin = i + 1;
            } else if (i - begin >= MAX_LINE_MEGABYTES * MEGABYTE) {
                throw new ViewerException(name + " line " + line + ": it is longer than " + MAX_LINE_MEGABYTES + " MB");
            }
        }
        checkUtf8();
    }

    private void checkUtf8() {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(8192);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        if (result.isError()) {
            int line = 1;
            for (int i = start; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new ViewerException(name + " line " + line + ": it is not UTF-8 text; save the file as UTF-8");
        }
    }
}
