package io.exogenesis.omega.journal;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * The bytes on disk, version 1. All numbers are big-endian.
 *
 * <p>A journal is a row of segment files {@code <base>.journal}, base being 20 decimal digits. Positions count the bytes of
 * all records since the journal was made, headers of segments not included: a record at position p of a segment with base b
 * stands at file offset {@link #HEADER_BYTES} + p − b, and a segment's base is where its predecessor ended.
 *
 * <pre>
 * segment := header record*
 * header  := magic    8 bytes  "OMEGAJ" 00 01 (the last is the version)
 *            base     int64    the position of the first record
 *            crc      int32    CRC32C of magic and base
 * record  := length   int32    of the payload, 1 … 64 MiB
 *            crc      int32    CRC32C of (position int64, length, batch, payload)
 *            batch    int64    the position at which the batch of this record begins
 *            payload  length bytes
 * </pre>
 *
 * <p>A batch is what one fsync makes durable, and the next batch is written only afterwards: a record with batch b proves
 * that everything before b was durable when it was written. That tells damage from a torn tail. The position in the CRC
 * makes a record valid in one place only: leftovers of a deleted file, or a journal inside a payload, are not mistaken for
 * records. No record is empty, so that zeros are never one.
 *
 * <p>A segment that is not the last may be replaced by one whose records have the same places and lengths (see {@link
 * Journal#rewrite}); it is written as {@code <base>.journal.new} before, and such a file is garbage when a journal is opened.
 */
final class SegmentFormat {
    static final int HEADER_BYTES = 20;
    static final int RECORD_HEADER_BYTES = 16;
    static final int MAX_PAYLOAD_BYTES = 64 << 20;

    private static final long MAGIC = 0x4f4d4547414a0001L;
    private static final String SUFFIX = ".journal";
    private static final String DRAFT = ".new";
    private static final int DIGITS = 20;

    private SegmentFormat() {}

    static String fileName(long base) {
        return String.format("%0" + DIGITS + "d%s", base, SUFFIX);
    }

    /** Where a segment is written anew before it takes the place of the old one. */
    static String draftName(long base) {
        return fileName(base) + DRAFT;
    }

    static boolean isDraft(String name) {
        return name.endsWith(SUFFIX + DRAFT);
    }

    /** The base in a file's name; empty if it is not the name of a segment. */
    static OptionalLong baseOf(String name) {
        if (name.length() != DIGITS + SUFFIX.length() || !name.endsWith(SUFFIX)) {
            return OptionalLong.empty();
        }
        try {
            long base = Long.parseLong(name.substring(0, DIGITS));
            return name.equals(fileName(base)) ? OptionalLong.of(base) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    static ByteBuffer header(long base) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).putLong(base);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, 16);
        return header.putInt((int) crc.getValue()).flip();
    }

    static void putRecord(ByteBuffer out, long position, long batch, byte[] payload) {
        out.putInt(payload.length)
                .putInt(crc(position, batch, ByteBuffer.wrap(payload)))
                .putLong(batch)
                .put(payload);
    }

    /** CRC over the rest of {@code payload}, which is consumed. */
    static int crc(long position, long batch, ByteBuffer payload) {
        ByteBuffer front = ByteBuffer.allocate(20)
                .putLong(position)
                .putInt(payload.remaining())
                .putLong(batch)
                .flip();
        CRC32C crc = new CRC32C();
        crc.update(front);
        crc.update(payload);
        return (int) crc.getValue();
    }
}
