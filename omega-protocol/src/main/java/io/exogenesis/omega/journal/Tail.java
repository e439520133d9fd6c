package io.exogenesis.omega.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * The newest acknowledged bytes of the active segment as they were written. Immutable.
 *
 * @param base of the segment
 * @param end position behind them
 * @param bytes those before {@code end}: the whole segment without its header, or its last so many
 */
record Tail(long base, long end, byte[] bytes) {
    static Tail empty(long base, long end) {
        return new Tail(base, end, new byte[0]);
    }

    /** Of a segment that was checked just now: its last bytes, no more than {@code most}. */
    static Tail of(FileLayer.File segment, long base, long end, int most) throws IOException {
        byte[] newest = new byte[(int) Math.min(most, end - base)];
        if (newest.length > 0) {
            segment.read(SegmentFormat.HEADER_BYTES + end - base - newest.length, ByteBuffer.wrap(newest));
        }
        return new Tail(base, end, newest);
    }

    /** With a batch behind them, and no more than {@code most} in all. */
    Tail with(ByteBuffer batch, int most) {
        int size = batch.remaining();
        int fromBatch = Math.min(most, size);
        int fromBefore = Math.min(most - fromBatch, bytes.length);
        byte[] newest = new byte[fromBefore + fromBatch];
        System.arraycopy(bytes, bytes.length - fromBefore, newest, 0, fromBefore);
        batch.get(batch.position() + size - fromBatch, newest, fromBefore, fromBatch);
        return new Tail(base, end + size, newest);
    }

    private long offset() {
        return SegmentFormat.HEADER_BYTES + end - base - bytes.length;
    }

    private long size() {
        return SegmentFormat.HEADER_BYTES + end - base;
    }

    /** What the disk has instead, in a few words; empty if it is the same. */
    Optional<String> difference(FileLayer layer) throws IOException {
        try (FileLayer.File file = layer.open(SegmentFormat.fileName(base))) {
            if (file.size() < size()) {
                return Optional.of((size() - file.size()) + " bytes of it are cut off");
            }
            ByteBuffer found = ByteBuffer.allocate(bytes.length);
            file.read(offset(), found);
            if (!Recovery.headerIsValid(file, base) || !found.flip().equals(ByteBuffer.wrap(bytes))) {
                return Optional.of("its bytes are not those that were written");
            }
            return file.size() > size() ? Optional.of("bytes follow that were not written") : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.of("its file is gone");
        }
    }

    /** @throws JournalCorruptException if more is missing than these bytes; then nothing is changed */
    void restore(FileLayer layer) throws IOException {
        String name = SegmentFormat.fileName(base);
        try (FileLayer.File file = layer.open(name)) {
            if (file.size() < offset()) {
                throw new JournalCorruptException(
                        layer.location(), name, file.size(), "more is cut off than is kept in memory");
            }
            file.write(0, SegmentFormat.header(base));
            file.write(offset(), ByteBuffer.wrap(bytes));
            file.truncate(size());
            file.sync();
        }
    }
}
