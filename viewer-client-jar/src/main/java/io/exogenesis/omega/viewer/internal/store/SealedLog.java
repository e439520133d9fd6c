package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.MemoryCounter;
import io.exogenesis.omega.viewer.ViewerException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The records of one journal, sealed in their order. Each record is bound to its position and to the record before it, by the
 * authenticated data of its cipher:
 *
 * <pre>
 * mark 125  begins a chain: the first record of a journal or behind plain and earlier ones, or the start of a snapshot, which replaces
 *           what was before
 * mark 126  follows another
 *           0, mark, position int64, tag of the record before (zeros for 125), viewer id
 * mark 127  of an earlier version, bound to nothing: viewer id
 * </pre>
 *
 * So nothing can be cut out, moved, repeated or taken over from a copy of the same journal that went on otherwise. A journal may
 * begin with records that are plain or marked 127, which are written anew when it is opened; behind a sealed record no plain one is
 * taken, and behind 125 or 126 none of 127.
 *
 * <p>What this cannot tell by itself is a journal that ends too early: it looks like one of an earlier time. A {@link MemoryCounter}
 * tells. Not thread-safe: its owner writes one batch at a time.
 */
final class SealedLog {
    private static final System.Logger LOG = System.getLogger(SealedLog.class.getName());
    private static final byte START = 125;
    private static final byte NEXT = 126;
    private static final byte LEGACY = 127;
    private static final byte[] NO_TAG = new byte[RecordSeal.TAG_BYTES];

    /** Of a record, the more the stricter: no record is less strict than the one before. */
    enum Kind {
        NOTHING,
        PLAIN,
        LEGACY,
        BOUND
    }

    private final RecordSeal seal;
    private final String viewer;
    private final MemoryCounter counter;
    private Mark now = new Mark(Kind.NOTHING, Kind.NOTHING, NO_TAG);

    /**
     * How far the log has come.
     *
     * @param first kind of the first record
     * @param kind the strictest so far
     * @param tag that the next record is bound to
     */
    record Mark(Kind first, Kind kind, byte[] tag) {}

    /** @throws io.exogenesis.omega.model.InvalidValueException if the key has not {@value RecordSeal#KEY_BYTES} bytes */
    SealedLog(byte[] key, ViewerId viewer, MemoryCounter counter) {
        this.seal = new RecordSeal(key, viewer);
        this.viewer = viewer.value();
        this.counter = counter;
    }

    static boolean isSealed(byte[] payload) {
        return payload.length > 0 && payload[0] >= START;
    }

    /** Bytes of a record once it is sealed. */
    static int sealedLength(int plain) {
        return plain + RecordSeal.OVERHEAD;
    }

    Mark mark() {
        return now;
    }

    /** Goes back: what was sealed since then was not written. */
    void backTo(Mark before) {
        now = before;
    }

    /**
     * Seals the record that will stand at this position.
     *
     * @param replacesAll whether it begins a snapshot
     */
    byte[] seal(byte[] plain, long position, boolean replacesAll) {
        boolean start = position == 0 || replacesAll || now.kind() != Kind.BOUND;
        byte mark = start ? START : NEXT;
        byte[] sealed = seal.seal(mark, place(mark, position, start ? NO_TAG : now.tag()), plain);
        took(Kind.BOUND, sealed);
        return sealed;
    }

    /**
     * Opens the record that stands at this position, behind the one that was opened or sealed last.
     *
     * @throws ViewerException if it is not what was written there, or the key is another one
     */
    byte[] open(byte[] payload, long position) {
        byte mark = payload.length == 0 ? 0 : payload[0];
        Kind is = !isSealed(payload) ? Kind.PLAIN : mark == LEGACY ? Kind.LEGACY : Kind.BOUND;
        if (is.compareTo(now.kind()) < 0 || mark == NEXT && now.kind() != Kind.BOUND) {
            throw new ViewerException(
                    is == Kind.PLAIN
                            ? "a record at position " + position + " is not encrypted: it was added without the key"
                            : "the record at position " + position
                                    + " does not follow the one before: the files of the memory were changed");
        }
        byte[] plain = is == Kind.PLAIN
                ? payload
                : seal.open(
                                payload,
                                is == Kind.LEGACY
                                        ? new byte[0]
                                        : place(mark, position, mark == START ? NO_TAG : now.tag()))
                        .orElseThrow(() -> notOpened(position));
        took(is, payload);
        return plain;
    }

    private ViewerException notOpened(long position) {
        return new ViewerException(
                now.kind() == Kind.NOTHING || now.kind() == Kind.PLAIN
                        ? "the memory is encrypted with another key, or for another viewer than " + viewer
                        : "the record at position " + position
                                + " is not the one that was written there: the files of the memory were changed");
    }

    private void took(Kind is, byte[] payload) {
        byte[] tag = is == Kind.BOUND
                ? Arrays.copyOfRange(payload, payload.length - RecordSeal.TAG_BYTES, payload.length)
                : NO_TAG;
        now = new Mark(now.first() == Kind.NOTHING ? is : now.first(), is, tag);
    }

    private static byte[] place(byte mark, long position, byte[] before) {
        return ByteBuffer.allocate(2 + Long.BYTES + before.length)
                .put((byte) 0) // no viewer's id begins so: never what a record of 127 is bound to
                .put(mark)
                .putLong(position)
                .put(before)
                .array();
    }

    /** Whether all that was read is bound to its place; of an empty journal that is true. */
    boolean isBound() {
        return now.first() == Kind.BOUND || now.first() == Kind.NOTHING;
    }

    /**
     * Compares the journal with what the host's counter knows.
     *
     * @param end the position behind its last record
     * @throws ViewerException if records are missing at its end, or it is not sealed as the one was that was counted
     */
    void checkEnd(long end, String where) {
        long counted = counter.last();
        if (counted > end) {
            throw new ViewerException("the memory in " + where + " ends at position " + end
                    + ", but the host's counter has seen position " + counted
                    + ": its end was cut off, or an older copy was put in its place. A host that wants to go on with it"
                    + " opens it with a counter that begins at 0");
        }
        if (counted > 0 && !isBound()) {
            throw new ViewerException("the memory in " + where
                    + " is not the encrypted one that the host's counter has seen: it was replaced by another");
        }
    }

    /** Tells the counter what is durable. What a counter cannot keep is kept with the next batch. */
    void advance(long end) {
        try {
            counter.advance(end);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "the counter that the host keeps did not take position {0} of the memory: {1}",
                    end,
                    e);
        }
    }
}
