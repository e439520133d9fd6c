package io.exogenesis.omega.core;

import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Blobs in a map; a test can do something in the middle of a write, once. */
public final class WatchedBlobStore implements BlobStore {
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private String suffix = "";
    private Runnable once = () -> {};
    private final List<String> written = new CopyOnWriteArrayList<>();

    /** Before the next blob with this suffix is there. */
    public void whenWritten(String suffix, Runnable work) {
        this.suffix = suffix;
        this.once = work;
    }

    @Override
    public void write(String name, byte[] content) {
        if (name.endsWith(suffix)) {
            Runnable now = once;
            once = () -> {};
            now.run();
        }
        blobs.write(name, content);
        written.add(name);
    }

    @Override
    public byte[] read(String name) {
        return blobs.read(name);
    }

    @Override
    public void retain(Set<String> names) {
        blobs.retain(names);
    }

    /** How many blobs with this suffix were written. */
    public long written(String suffix) {
        return written.stream().filter(name -> name.endsWith(suffix)).count();
    }

    public Set<String> names() {
        return blobs.names();
    }
}
