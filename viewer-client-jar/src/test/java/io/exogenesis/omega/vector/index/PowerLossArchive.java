package io.exogenesis.omega.vector.index;

import io.exogenesis.omega.journal.PowerLossFileLayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.NoLockFactory;

/**
 * The disk under an archive whose plug can be pulled, together with that of a {@link PowerLossFileLayer}: the two are one machine.
 *
 * <p>Lucene writes a file once. After a power loss a file that was synced is whole; of another one any part is there, in sectors
 * that are as written, zero or rubbish. Files made, renamed or deleted since the last sync of the directory are so or not, each by
 * itself, and the directory itself is there for sure only after its parent was synced.
 */
public final class PowerLossArchive {
    private static final int SECTOR = 512;
    private static final String GONE = "";
    private static final Kept NOTHING = Kept.at(GONE);

    private final Path directory;
    private final RandomGenerator random;
    private PowerLossFileLayer journal;
    private final Set<String> synced = new HashSet<>();
    private final List<Change> pending = new ArrayList<>();
    /** Names in the directory as of its last sync; the content of files that were deleted since. */
    private Map<String, Kept> durable = new HashMap<>();

    private boolean directoryDurable;
    private long operationsLeft = Long.MAX_VALUE;

    /** What was done to the directory: a file made (with this content), renamed or deleted. */
    private record Change(Kind kind, String name, String to, Kept made) {
        Change with(UnaryOperator<Kept> other) {
            return new Change(kind, name, to, other.apply(made));
        }
    }

    private enum Kind {
        MADE,
        RENAMED,
        DELETED
    }

    /**
     * A file's content.
     *
     * @param at its name on the real disk, or {@link #GONE} and the content is here
     */
    private record Kept(String at, byte[] bytes, boolean whole) {
        static Kept at(String name) {
            return new Kept(name, new byte[0], false);
        }
    }

    public PowerLossArchive(Path directory, PowerLossFileLayer journal, RandomGenerator random) {
        this.directory = directory;
        this.journal = journal;
        this.random = random;
    }

    /** The archive on this disk. */
    public VectorArchive archive() {
        return new VectorArchive(directory, path -> new Plugged(FSDirectory.open(path, NoLockFactory.INSTANCE)));
    }

    /** What makes the archive's directory durable in its parent. */
    public synchronized void syncDirectory(Path parent) {
        try {
            step();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        directoryDurable |= parent.equals(directory.toAbsolutePath().getParent());
    }

    /** Switches both disks off in the middle of the {@code operations}-th next operation here. */
    public synchronized void crashAfter(long operations) {
        operationsLeft = operations;
    }

    /** The process was killed and another one goes on, with this as the journal's disk. */
    public synchronized void kill(PowerLossFileLayer journalAfter) {
        journal = journalAfter;
        operationsLeft = Long.MAX_VALUE;
    }

    /** Makes of the real directory what may be found after a power loss; goes on with this as the journal's disk. */
    public synchronized void powerLoss(PowerLossFileLayer journalAfter) throws IOException {
        Map<String, byte[]> found = new HashMap<>();
        if (directoryDurable || random.nextBoolean()) {
            for (Map.Entry<String, Kept> survivor : survivors().entrySet()) {
                found.put(survivor.getKey(), content(survivor.getValue()));
            }
        }
        boolean gone = !directoryDurable && found.isEmpty();
        if (Files.isDirectory(directory)) {
            for (String name : realNames()) {
                Files.delete(directory.resolve(name));
            }
            if (gone) {
                Files.delete(directory);
            }
        }
        for (Map.Entry<String, byte[]> file : found.entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue());
        }
        pending.clear();
        synced.clear();
        synced.addAll(found.keySet());
        durable = new HashMap<>();
        found.keySet().forEach(name -> durable.put(name, Kept.at(name)));
        directoryDurable = Files.isDirectory(directory);
        kill(journalAfter);
    }

    private Map<String, Kept> survivors() {
        Map<String, Kept> names = new HashMap<>(durable);
        for (Change change : pending) {
            if (random.nextBoolean()) {
                switch (change.kind) {
                    case MADE -> names.put(change.name, change.made);
                    case DELETED -> names.remove(change.name);
                    case RENAMED -> {
                        Kept moved = names.remove(change.name);
                        if (moved != null) {
                            names.put(change.to, moved);
                        }
                    }
                }
            }
        }
        return names;
    }

    private byte[] content(Kept kept) throws IOException {
        if (kept.at.equals(GONE)) {
            return kept.whole ? kept.bytes : torn(kept.bytes);
        }
        byte[] bytes = Files.readAllBytes(directory.resolve(kept.at));
        return synced.contains(kept.at) ? bytes : torn(bytes);
    }

    private byte[] torn(byte[] bytes) {
        byte[] out = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        for (int from = 0; from < out.length; from += SECTOR) {
            int to = Math.min(out.length, from + SECTOR);
            switch (random.nextInt(4)) {
                case 0 -> Arrays.fill(out, from, to, (byte) 0);
                case 1 -> out[from + random.nextInt(to - from)] ^= (byte) (1 + random.nextInt(255));
                default -> {}
            }
        }
        return out;
    }

    private List<String> realNames() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    private void requirePower() throws IOException {
        journal.list(); // fails when it is off
    }

    /** The last operation has its effect on what is seen and is not completed. */
    private void step() throws IOException {
        requirePower();
        if (--operationsLeft <= 0) {
            journal.crash(random);
            throw new IOException("the power went off");
        }
    }

    /** Lucene's side. */
    private final class Plugged extends FilterDirectory {
        Plugged(Directory in) {
            super(in);
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            synchronized (PowerLossArchive.this) {
                requirePower();
                return made(in.createOutput(name, context));
            }
        }

        @Override
        public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
            synchronized (PowerLossArchive.this) {
                requirePower();
                return made(in.createTempOutput(prefix, suffix, context));
            }
        }

        private IndexOutput made(IndexOutput out) throws IOException {
            synced.remove(out.getName());
            pending.add(new Change(Kind.MADE, out.getName(), out.getName(), Kept.at(out.getName())));
            try {
                step();
                return out;
            } catch (IOException e) {
                out.close();
                throw e;
            }
        }

        @Override
        public IndexInput openInput(String name, IOContext context) throws IOException {
            synchronized (PowerLossArchive.this) {
                requirePower();
                return in.openInput(name, context);
            }
        }

        @Override
        public void deleteFile(String name) throws IOException {
            synchronized (PowerLossArchive.this) {
                requirePower();
                keepContent(name);
                in.deleteFile(name);
                synced.remove(name);
                pending.add(new Change(Kind.DELETED, name, name, NOTHING));
                step();
            }
        }

        /** A deleted file may be found again. */
        private void keepContent(String name) throws IOException {
            Kept gone = new Kept(GONE, Files.readAllBytes(directory.resolve(name)), synced.contains(name));
            nowAt(name, gone);
        }

        private void nowAt(String name, Kept other) {
            UnaryOperator<Kept> change = kept -> kept.at.equals(name) ? other : kept;
            durable.replaceAll((n, kept) -> change.apply(kept));
            pending.replaceAll(c -> c.with(change));
        }

        @Override
        public void rename(String source, String dest) throws IOException {
            synchronized (PowerLossArchive.this) {
                requirePower();
                in.rename(source, dest);
                if (synced.remove(source)) {
                    synced.add(dest);
                }
                nowAt(source, Kept.at(dest));
                pending.add(new Change(Kind.RENAMED, source, dest, NOTHING));
                step();
            }
        }

        @Override
        public void sync(Collection<String> names) throws IOException {
            synchronized (PowerLossArchive.this) {
                step();
                synced.addAll(names);
            }
        }

        @Override
        public void syncMetaData() throws IOException {
            synchronized (PowerLossArchive.this) {
                step();
                pending.clear();
                durable = new HashMap<>();
                for (String name : realNames()) {
                    durable.put(name, Kept.at(name));
                }
            }
        }
    }
}
