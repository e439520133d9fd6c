package io.exogenesis.omega.core;

import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import java.util.Set;

/** Blobs in a map; a test can do something in the middle of a write, once. */
public final class WatchedBlobStore implements BlobStore {
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private String suffix = "";
    private Runnable once = () -> {};

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
    }

    @Override
    public byte[] read(String name) {
        return blobs.read(name);
    }

    @Override
    public void retain(Set<String> names) {
        blobs.retain(names);
    }

    public Set<String> names() {
        return blobs.names();
    }
}
