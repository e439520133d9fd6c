package io.exogenesis.omega.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/** Writes one closed segment anew beside itself, see {@link Journal#rewrite}. Holds one record and a slice of output. */
final class SegmentRewrite {
    private static final int SLICE = 256 * 1024;

    private final FileLayer layer;
    private final Segments segments;
    private final long base;
    private final long end;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private long written;

    SegmentRewrite(FileLayer layer, Segments segments, long base, long end) {
        this.layer = layer;
        this.segments = segments;
        this.base = base;
        this.end = end;
    }

    int run(UnaryOperator<byte[]> change) throws IOException {
        try (FileLayer.File old = layer.open(SegmentFormat.fileName(base))) {
            // Most segments hold nothing to change: they are read once and not written.
            if (count(old, change) == 0) {
                return 0;
            }
            String draft = SegmentFormat.draftName(base);
            layer.delete(draft);
            boolean done = false;
            try {
                int changed = write(old, draft, change);
                segments.replaceByDraft(base);
                done = true;
                return changed;
            } finally {
                if (!done) {
                    layer.delete(draft);
                }
            }
        }
    }

    private int count(FileLayer.File old, UnaryOperator<byte[]> change) throws IOException {
        SegmentReader reader = reader(old);
        while (reader.advance()) {
            if (changed(reader.payload(), change) != null) {
                return 1;
            }
        }
        requireWhole(reader);
        return 0;
    }

    private int write(FileLayer.File old, String draft, UnaryOperator<byte[]> change) throws IOException {
        int changed = 0;
        try (FileLayer.File fresh = layer.create(draft)) {
            out = ByteBuffer.allocate(SLICE);
            out.put(SegmentFormat.header(base));
            SegmentReader reader = reader(old);
            while (reader.advance()) {
                byte[] payload = reader.payload();
                byte[] other = changed(payload, change);
                changed += other == null ? 0 : 1;
                put(fresh, reader, other == null ? payload : other);
            }
            requireWhole(reader);
            flush(fresh);
            fresh.sync();
        }
        return changed;
    }

    private static byte @org.jspecify.annotations.Nullable [] changed(byte[] payload, UnaryOperator<byte[]> change) {
        byte[] other = change.apply(payload);
        if (other.length != payload.length) {
            throw new IllegalArgumentException(
                    "a record of " + payload.length + " bytes cannot be replaced by one of " + other.length);
        }
        return other == payload ? null : other;
    }

    private void put(FileLayer.File fresh, SegmentReader reader, byte[] payload) throws IOException {
        int size = SegmentFormat.RECORD_HEADER_BYTES + payload.length;
        if (out.remaining() < size) {
            flush(fresh);
        }
        if (out.capacity() < size) {
            out = ByteBuffer.allocate(size);
        }
        SegmentFormat.putRecord(out, reader.position(), reader.batch(), payload);
    }

    private void flush(FileLayer.File fresh) throws IOException {
        out.flip();
        int size = out.remaining();
        fresh.write(written, out);
        written += size;
        out.clear();
    }

    private SegmentReader reader(FileLayer.File old) {
        return new SegmentReader(old, base, base, end);
    }

    private void requireWhole(SegmentReader reader) {
        if (!reader.atLimit()) {
            throw new JournalCorruptException(
                    layer.location(),
                    SegmentFormat.fileName(base),
                    reader.offset(reader.nextPosition()),
                    "not a record");
        }
    }
}
