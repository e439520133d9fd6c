package io.exogenesis.omega.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A disk in memory whose plug can be pulled.
 *
 * <p>It keeps, beside what a program sees, what has reached the platter. {@link #crash} gives the disk as it may look after a
 * power loss: of what was written since the last fsync of a file each 512-byte sector survives or not by itself (a lost one
 * shows the old bytes or, beyond the old end, zeros or rubbish), the size is anything between; files created or deleted since
 * the last fsync of the directory are there or not. {@link #crashAfter} pulls the plug in the middle of an operation, {@link
 * #capacity} makes the disk full, {@link #failSyncs} makes fsync fail. Thread-safe.
 */
public final class PowerLossFileLayer implements FileLayer {
    private static final int SECTOR = 512;

    private final Map<String, Node> seen = new HashMap<>();
    private final Map<String, Node> durable = new HashMap<>();
    private long capacity = Long.MAX_VALUE;
    private long operationsLeft = Long.MAX_VALUE;
    private boolean off;
    private boolean syncsFail;
    private long syncs;

    /** An empty disk. */
    public PowerLossFileLayer() {}

    /** The disk as it may be found after a power loss now. This one is switched off: whatever is done with it fails. */
    public synchronized PowerLossFileLayer crash(RandomGenerator random) {
        off = true;
        PowerLossFileLayer after = new PowerLossFileLayer();
        Map<String, Node> found = new HashMap<>(durable);
        seen.forEach((name, node) -> {
            if (durable.get(name) != node && random.nextBoolean()) {
                found.put(name, node);
            }
        });
        durable.keySet().stream()
                .filter(name -> !seen.containsKey(name) && random.nextBoolean())
                .forEach(found::remove);
        found.forEach((name, node) -> {
            Node survivor = new Node(node.afterPowerLoss(random));
            after.seen.put(name, survivor);
            after.durable.put(name, survivor);
        });
        return after;
    }

    /** The disk as found after the process was killed, not the machine: all that was written is there. */
    public synchronized PowerLossFileLayer kill() {
        off = true;
        PowerLossFileLayer after = new PowerLossFileLayer();
        after.durable.putAll(durable);
        after.seen.putAll(seen);
        return after;
    }

    /** Switches off in the middle of the {@code operations}-th next write, truncation, sync, creation or deletion. */
    public synchronized void crashAfter(long operations) {
        operationsLeft = operations;
    }

    /** Bytes that all files together may have; a write beyond is done in part and fails. */
    public synchronized void capacity(long bytes) {
        capacity = bytes;
    }

    /** Whether syncs fail from now on, with nothing made durable and, as on Linux, the pages marked clean. */
    public synchronized void failSyncs(boolean fail) {
        syncsFail = fail;
    }

    /** Syncs of files and of the directory so far. */
    public synchronized long syncs() {
        return syncs;
    }

    /** Bytes of all files together. */
    public synchronized long used() {
        return seen.values().stream().mapToLong(n -> n.content.length).sum();
    }

    /** Changes a byte of a file as a failing disk would: seen and durable. */
    public synchronized void damage(String name, long offset, int xor) {
        Node node = seen.get(name);
        node.content[(int) offset] ^= (byte) xor;
        node.platter = node.content.clone();
        node.pending.clear();
    }

    @Override
    public synchronized List<String> list() throws IOException {
        requirePower();
        return List.copyOf(seen.keySet());
    }

    @Override
    public synchronized File create(String name) throws IOException {
        requirePower();
        if (seen.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        Node node = new Node(new byte[0]);
        seen.put(name, node);
        step();
        return new Handle(node);
    }

    @Override
    public synchronized File open(String name) throws IOException {
        requirePower();
        Node node = seen.get(name);
        if (node == null) {
            throw new NoSuchFileException(name);
        }
        return new Handle(node);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        requirePower();
        seen.remove(name);
        step();
    }

    @Override
    public synchronized void replace(String name, String by) throws IOException {
        requirePower();
        Node node = seen.remove(by);
        if (node == null) {
            throw new NoSuchFileException(by);
        }
        seen.put(name, node);
        step();
    }

    @Override
    public synchronized void syncDirectory() throws IOException {
        requirePower();
        step();
        syncs++;
        if (syncsFail) {
            throw new IOException("Input/output error");
        }
        durable.clear();
        durable.putAll(seen);
    }

    @Override
    public String location() {
        return "memory";
    }

    private void requirePower() throws IOException {
        if (off) {
            throw new IOException("the power is off");
        }
    }

    /** Counts an operation, which has its effect on what is seen already; the last one is not completed. */
    private void step() throws IOException {
        if (--operationsLeft <= 0) {
            off = true;
            throw new IOException("the power went off");
        }
    }

    /** A change of a file that has not reached the platter: bytes written at an offset, or a new size. */
    private record Change(long offset, byte[] bytes, long truncateTo) {}

    /** Contents of a file. */
    private static final class Node {
        private byte[] content;
        private byte[] platter;
        private final List<Change> pending = new ArrayList<>();

        Node(byte[] content) {
            this.content = content;
            this.platter = content.clone();
        }

        byte[] afterPowerLoss(RandomGenerator random) {
            byte[] disk = platter;
            for (Change change : pending) {
                if (change.truncateTo >= 0) {
                    if (change.truncateTo < disk.length && random.nextBoolean()) {
                        disk = Arrays.copyOf(disk, (int) change.truncateTo);
                    }
                } else {
                    disk = partOf(change, disk, random);
                }
            }
            return disk;
        }

        private static byte[] partOf(Change change, byte[] before, RandomGenerator random) {
            byte[] disk = before.clone();
            boolean rubbish = random.nextInt(4) == 0;
            int style = random.nextInt(3); // all lost, all there, each by itself
            for (int from = 0; from < change.bytes.length; ) {
                long at = change.offset + from;
                int n = (int) Math.min(change.bytes.length - from, SECTOR - at % SECTOR);
                boolean survives = style == 1 || style == 2 && random.nextBoolean();
                boolean sizeSurvives = survives || style == 2 && random.nextInt(3) == 0;
                int old = disk.length;
                if (sizeSurvives && disk.length < at + n) {
                    disk = Arrays.copyOf(disk, (int) at + n);
                    if (rubbish) {
                        byte[] junk = new byte[(int) (at + n) - old];
                        random.nextBytes(junk);
                        System.arraycopy(junk, 0, disk, old, junk.length);
                    }
                }
                if (survives) {
                    System.arraycopy(change.bytes, from, disk, (int) at, n);
                }
                from += n;
            }
            return disk;
        }
    }

    /** An open file. */
    private final class Handle implements File {
        private final Node node;

        Handle(Node node) {
            this.node = node;
        }

        @Override
        public void write(long position, ByteBuffer bytes) throws IOException {
            synchronized (PowerLossFileLayer.this) {
                requirePower();
                long room = capacity - used() + Math.max(0, node.content.length - position);
                byte[] all = new byte[bytes.remaining()];
                bytes.get(all);
                byte[] fits = Arrays.copyOf(all, (int) Math.clamp(room, 0, all.length));
                if (node.content.length < position + fits.length) {
                    node.content = Arrays.copyOf(node.content, (int) position + fits.length);
                }
                System.arraycopy(fits, 0, node.content, (int) position, fits.length);
                node.pending.add(new Change(position, fits, -1));
                step();
                if (fits.length < all.length) {
                    throw new IOException("No space left on device");
                }
            }
        }

        @Override
        public int read(long position, ByteBuffer bytes) throws IOException {
            synchronized (PowerLossFileLayer.this) {
                requirePower();
                int n = (int) Math.clamp(node.content.length - position, 0, bytes.remaining());
                bytes.put(node.content, n == 0 ? 0 : (int) position, n);
                return n;
            }
        }

        @Override
        public long size() throws IOException {
            synchronized (PowerLossFileLayer.this) {
                requirePower();
                return node.content.length;
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (PowerLossFileLayer.this) {
                requirePower();
                if (size < node.content.length) {
                    node.content = Arrays.copyOf(node.content, (int) size);
                    node.pending.add(new Change(0, new byte[0], size));
                }
                step();
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (PowerLossFileLayer.this) {
                requirePower();
                step();
                syncs++;
                if (syncsFail) {
                    node.pending.clear(); // marked clean, though they never reached the platter
                    throw new IOException("Input/output error");
                }
                node.pending.forEach(c -> {
                    if (c.truncateTo >= 0) {
                        node.platter = Arrays.copyOf(node.platter, (int) Math.min(node.platter.length, c.truncateTo));
                    } else {
                        if (node.platter.length < c.offset + c.bytes.length) {
                            node.platter = Arrays.copyOf(node.platter, (int) c.offset + c.bytes.length);
                        }
                        System.arraycopy(c.bytes, 0, node.platter, (int) c.offset, c.bytes.length);
                    }
                });
                node.pending.clear();
            }
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
