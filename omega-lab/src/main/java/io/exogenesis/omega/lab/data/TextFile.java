package io.exogenesis.omega.lab.data;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;

/**
 * A text file whose packing and encoding were recognised by its bytes: gzip by its magic number; UTF-16 by its byte order mark;
 * UTF-8 if the whole file is; ISO-8859-1 otherwise.
 *
 * @param gzip whether it is packed
 * @param charset of the text
 * @param mark bytes of a UTF-8 byte order mark in front, 0 or 3
 */
record TextFile(Path path, boolean gzip, Charset charset, int mark) {
    private static final int BUFFER = 1 << 16;
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] BIG_ENDIAN_MARK = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] LITTLE_ENDIAN_MARK = {(byte) 0xFF, (byte) 0xFE};

    /**
     * Looks at the bytes, once through the file.
     *
     * @throws DatasetException if it is missing or cannot be read
     */
    static TextFile of(Path path) {
        try {
            boolean gzip = isGzip(path);
            try (InputStream in = unpacked(Files.newInputStream(path), gzip)) {
                byte[] first = in.readNBytes(UTF_8_MARK.length);
                if (startsWith(first, BIG_ENDIAN_MARK) || startsWith(first, LITTLE_ENDIAN_MARK)) {
                    return new TextFile(path, gzip, StandardCharsets.UTF_16, 0);
                }
                boolean marked = startsWith(first, UTF_8_MARK);
                Charset charset = isUtf8(first, in) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
                return new TextFile(path, gzip, charset, marked ? UTF_8_MARK.length : 0);
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * The text, without a byte order mark.
     *
     * @param position is told how many bytes of the file were read so far
     */
    Reader open(LongConsumer position) throws IOException {
        InputStream in = unpacked(new Counted(Files.newInputStream(path), position), gzip);
        in.skipNBytes(mark);
        return new InputStreamReader(in, strict(charset));
    }

    /** The first line that is not blank; empty if there is none. At most {@value #BUFFER} characters of it. */
    String firstLine() {
        try (BufferedReader reader = new BufferedReader(open(bytes -> {}))) {
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0 && line.length() < BUFFER; c = reader.read()) {
                if (c != '\n' && c != '\r') {
                    line.append((char) c);
                } else if (line.toString().isBlank()) {
                    line.setLength(0);
                } else {
                    break;
                }
            }
            return line.toString();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** How it is named in a line for a person. */
    String encoding() {
        return charset.name() + (gzip ? ", gzip" : "");
    }

    static DatasetException unreadable(Path path, Throwable e) {
        String why = switch (e) {
            case NoSuchFileException missing -> "";
            case AccessDeniedException denied -> "there is no permission to read it";
            case CharacterCodingException coding -> "a part of it is no text of its encoding";
            case EOFException cut -> String.valueOf(cut.getMessage());
            case ZipException damaged -> String.valueOf(damaged.getMessage());
            default -> e.toString();
        };
        return new DatasetException(path + (why.isEmpty() ? " is missing" : " cannot be read: " + why));
    }

    private static boolean isGzip(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    private static InputStream unpacked(InputStream in, boolean gzip) throws IOException {
        return gzip ? new GzipMembers(in) : in;
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Whether all bytes are UTF-8. One pass over the file, since a single accent may stand in its last line. */
    private static boolean isUtf8(byte[] first, InputStream rest) throws IOException {
        CharsetDecoder decoder = strict(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        bytes.put(first);
        boolean end = false;
        while (!end) {
            int n = rest.read(bytes.array(), bytes.position(), bytes.remaining());
            end = n < 0;
            bytes.position(bytes.position() + Math.max(0, n)).flip();
            chars.clear();
            if (decoder.decode(bytes, chars, end).isError()) {
                return false;
            }
            bytes.compact();
        }
        return true;
    }

    /** Tells how far it has been read. */
    private static final class Counted extends FilterInputStream {
        private final LongConsumer position;
        private long read;

        Counted(InputStream in, LongConsumer position) {
            super(in);
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            told(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = super.read(b, off, len);
            told(Math.max(0, n));
            return n;
        }

        private void told(int n) {
            read += n;
            position.accept(read);
        }
    }
}
