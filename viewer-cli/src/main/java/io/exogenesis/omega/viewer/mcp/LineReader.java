package io.exogenesis.omega.viewer.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Lines of UTF-8 of bounded length. A line that is longer, or not UTF-8, is passed over whole, and the next one is read. */
final class LineReader {
    private final InputStream in;
    private final int limit;

    /** @param limit most bytes of a line */
    LineReader(InputStream in, int limit) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.limit = limit;
    }

    /** What was read. */
    sealed interface Read {}

    /** A line without its end. */
    record Line(String text) implements Read {}

    /** A line that cannot be used, and why. */
    record Bad(String why) implements Read {}

    /** There are no more lines. */
    record End() implements Read {}

    Read next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean tooLong = false;
        int b = in.read();
        if (b < 0) {
            return new End();
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (bytes.size() < limit) {
                bytes.write(b);
            } else {
                tooLong = true;
            }
        }
        if (tooLong) {
            return new Bad("a message has at most " + limit + " bytes");
        }
        try {
            return new Line(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString()
                    .strip());
        } catch (CharacterCodingException e) {
            return new Bad("a message is UTF-8");
        }
    }
}
