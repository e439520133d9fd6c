package io.exogenesis.omega.lab.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks all members of a gzip file (RFC 1952), or fails.
 *
 * <p>{@link java.util.zip.GZIPInputStream} takes a damaged header of a second member for the end of the file, and the half of a
 * data set for all of it. Here only zeros, with which tools fill up blocks, may follow the last member. Not thread-safe.
 */
final class GzipMembers extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;
    /** Of a header: time (4 bytes), extra flags and system. */
    private static final int TIME_AND_SYSTEM = 6;

    private static final long UNSIGNED = 0xffffffffL;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 check = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private boolean ended;

    /** @throws ZipException if it does not begin as a gzip file does */
    GzipMembers(InputStream in) throws IOException {
        this.in = in;
        header("it is not packed by gzip");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * @throws EOFException if the file ends within a member
     * @throws ZipException if something is damaged, or follows that is no member
     */
    @Override
    public int read(byte[] out, int off, int len) throws IOException {
        Objects.checkFromIndexSize(off, len, out.length);
        if (len == 0) {
            return 0;
        }
        while (!ended) {
            int n = inflated(out, off, len);
            if (n > 0) {
                check.update(out, off, n);
                return n;
            }
            if (inflater.finished()) {
                at = end - inflater.getRemaining();
                trailer();
                member();
            } else if (inflater.needsInput()) {
                at = end;
                need();
                inflater.setInput(buffer, at, end - at);
            } else {
                throw damaged("it needs a dictionary");
            }
        }
        return -1;
    }

    private int inflated(byte[] out, int off, int len) throws ZipException {
        try {
            return inflater.inflate(out, off, len);
        } catch (DataFormatException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    private void trailer() throws IOException {
        long sum = check.getValue();
        if (number() != sum) {
            throw damaged("checksum");
        }
        if (number() != (inflater.getBytesWritten() & UNSIGNED)) {
            throw damaged("length");
        }
    }

    /** Begins the next member, or finds the end behind zeros. */
    private void member() throws IOException {
        if (peek() == MAGIC_1) {
            inflater.reset();
            header("behind its packed data something else follows");
            return;
        }
        while (peek() == 0) {
            at++;
        }
        if (peek() >= 0) {
            throw new ZipException("behind its packed data something else follows; is a part of it damaged?");
        }
        ended = true;
    }

    private void header(String otherwise) throws IOException {
        check.reset();
        if (next() != MAGIC_1 || next() != MAGIC_2) {
            throw new ZipException(otherwise + "; is a part of it damaged?");
        }
        int method = next();
        int flags = next();
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw damaged("unknown method");
        }
        for (int skipped = 0; skipped < TIME_AND_SYSTEM; skipped++) {
            next();
        }
        if ((flags & EXTRA) != 0) {
            int length = next() | next() << 8;
            for (int skipped = 0; skipped < length; skipped++) {
                next();
            }
        }
        text((flags & NAME) != 0);
        text((flags & COMMENT) != 0);
        if ((flags & HEADER_CHECK) != 0) {
            int want = (int) check.getValue() & 0xffff;
            if ((next() | next() << 8) != want) {
                throw damaged("checksum of the header");
            }
        }
        check.reset();
        inflater.setInput(buffer, at, end - at);
    }

    private void text(boolean there) throws IOException {
        boolean more = there;
        while (more) {
            more = next() != 0;
        }
    }

    private long number() throws IOException {
        long low = next() | next() << 8;
        return low | (long) (next() | next() << 8) << 16;
    }

    /** The next byte of the file, which enters the checksum of a header. */
    private int next() throws IOException {
        need();
        check.update(buffer[at]);
        return buffer[at++] & 0xff;
    }

    private int peek() throws IOException {
        return at < end || fill() ? buffer[at] & 0xff : -1;
    }

    private void need() throws IOException {
        if (at == end && !fill()) {
            throw new EOFException("it ends in the middle of packed data; is it there as a whole?");
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, BUFFER));
        return end > 0;
    }

    private static ZipException damaged(String what) {
        return new ZipException("its packed data are damaged (" + what + ")");
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
