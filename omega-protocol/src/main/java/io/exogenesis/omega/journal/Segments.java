package io.exogenesis.omega.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The segment files of one journal, oldest first; the last is the active one. Only the group commit rolls; discarding may
 * happen on any thread beside it.
 */
final class Segments implements AutoCloseable {
    private final FileLayer layer;
    private final ReentrantLock changes = new ReentrantLock();
    private volatile List<Long> bases;
    private FileLayer.File active;

    private Segments(FileLayer layer, List<Long> bases, FileLayer.File active) {
        this.layer = layer;
        this.bases = List.copyOf(bases);
        this.active = active;
    }

    /** What opening found. */
    record Opened(Segments segments, Recovery.Result recovery) {}

    static Opened open(FileLayer layer) throws IOException {
        for (String name : layer.list()) {
            if (SegmentFormat.isDraft(name)) {
                layer.delete(name);
            }
        }
        List<Long> bases = new ArrayList<>(layer.list().stream()
                .map(SegmentFormat::baseOf)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .sorted()
                .toList());
        long tornCreation = dropTornCreation(layer, bases);
        checkContiguous(layer, bases);
        // The process before may have been killed between creating a segment and making its entry durable.
        layer.syncDirectory();
        FileLayer.File active = layer.open(SegmentFormat.fileName(bases.getLast()));
        try {
            Recovery.Result found =
                    new Recovery(layer, active, SegmentFormat.fileName(bases.getLast()), bases.getLast()).run();
            Segments segments = new Segments(layer, bases, active);
            active = null;
            return new Opened(segments, new Recovery.Result(found.end(), found.tornBytes() + tornCreation));
        } finally {
            if (active != null) {
                active.close();
            }
        }
    }

    /** Bases, oldest first; never empty. */
    List<Long> bases() {
        return bases;
    }

    FileLayer.File active() {
        return active;
    }

    /** Bytes of records in the active segment if the journal ends at {@code end}. */
    long activeBytes(long end) {
        return end - bases.getLast();
    }

    FileLayer layer() {
        return layer;
    }

    /** Begins a new segment at {@code end}, unless the active one is empty. */
    void roll(long end) throws IOException {
        if (activeBytes(end) == 0) {
            return;
        }
        FileLayer.File fresh = create(layer, end);
        changes.lock();
        try {
            List<Long> more = new ArrayList<>(bases);
            more.add(end);
            bases = List.copyOf(more);
        } finally {
            changes.unlock();
        }
        FileLayer.File old = active;
        active = fresh;
        old.close();
    }

    /** Deletes the segments that end at or before {@code position}, never the active one. */
    void discardBefore(long position) throws IOException {
        changes.lock();
        try {
            // Oldest first and each made durable by itself, so that a crash never leaves a hole.
            while (bases.size() > 1 && bases.get(1) <= position) {
                layer.delete(SegmentFormat.fileName(bases.getFirst()));
                bases = bases.subList(1, bases.size());
                layer.syncDirectory();
            }
        } finally {
            changes.unlock();
        }
    }

    /** The base of the segment that holds this position; of the first if it is gone. */
    long holding(long position) {
        List<Long> now = bases;
        int at = Collections.binarySearch(now, position);
        return now.get(at >= 0 ? at : Math.max(0, -at - 2));
    }

    /** Where the segment with this base ends; empty if it is the active one or not there. */
    OptionalLong endOf(long base) {
        List<Long> now = bases;
        int at = Collections.binarySearch(now, base);
        return at < 0 || at + 1 == now.size() ? OptionalLong.empty() : OptionalLong.of(now.get(at + 1));
    }

    /** The draft of this segment, which is durable, takes its place, unless it was discarded meanwhile. */
    void replaceByDraft(long base) throws IOException {
        changes.lock();
        try {
            if (Collections.binarySearch(bases, base) >= 0) {
                layer.replace(SegmentFormat.fileName(base), SegmentFormat.draftName(base));
            } else {
                layer.delete(SegmentFormat.draftName(base));
            }
            layer.syncDirectory();
        } finally {
            changes.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        active.close();
    }

    /** Records are written only after the header is durable, so a last segment without one holds none. */
    private static long dropTornCreation(FileLayer layer, List<Long> bases) throws IOException {
        long base = 0;
        long torn = 0;
        if (!bases.isEmpty()) {
            base = bases.getLast();
            String name = SegmentFormat.fileName(base);
            try (FileLayer.File last = layer.open(name)) {
                if (last.size() > SegmentFormat.HEADER_BYTES || Recovery.headerIsValid(last, base)) {
                    return 0;
                }
                torn = last.size();
            }
            layer.delete(name);
            layer.syncDirectory();
            bases.removeLast();
        }
        if (bases.isEmpty()) {
            create(layer, base).close();
            bases.add(base);
        }
        return torn;
    }

    private static void checkContiguous(FileLayer layer, List<Long> bases) throws IOException {
        for (int i = 0; i + 1 < bases.size(); i++) {
            String name = SegmentFormat.fileName(bases.get(i));
            try (FileLayer.File file = layer.open(name)) {
                long end = bases.get(i) + file.size() - SegmentFormat.HEADER_BYTES;
                if (end != bases.get(i + 1)) {
                    throw new JournalCorruptException(
                            layer.location(),
                            name,
                            file.size(),
                            "it ends at position " + end + ", but the next segment begins at " + bases.get(i + 1));
                }
            }
        }
    }

    private static FileLayer.File create(FileLayer layer, long base) throws IOException {
        FileLayer.File file = layer.create(SegmentFormat.fileName(base));
        boolean done = false;
        try {
            file.write(0, SegmentFormat.header(base));
            file.sync();
            layer.syncDirectory();
            done = true;
            return file;
        } finally {
            if (!done) {
                file.close();
            }
        }
    }
}
