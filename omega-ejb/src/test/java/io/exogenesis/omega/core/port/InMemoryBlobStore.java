package io.exogenesis.omega.core.port;

import io.exogenesis.omega.core.CoreException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs in a map. */
public final class InMemoryBlobStore implements BlobStore {
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    @Override
    public void write(String name, byte[] content) {
        blobs.put(name, content.clone());
    }

    @Override
    public byte[] read(String name) {
        byte[] content = blobs.get(name);
        if (content == null) {
            throw new CoreException("there is no blob " + name);
        }
        return content.clone();
    }

    @Override
    public void retain(Set<String> names) {
        blobs.keySet().retainAll(names);
    }

    public Set<String> names() {
        return Set.copyOf(blobs.keySet());
    }
}
