package io.exogenesis.omega.simulation.machine;

import io.exogenesis.omega.core.port.BlobStore;
import java.util.Set;

/** Blobs of a machine that may die before or right behind each change; a blob is there whole or not at all, as its port promises. */
public final class MortalBlobStore implements BlobStore {
    private final Machine machine;
    private final BlobStore blobs;

    public MortalBlobStore(Machine machine, BlobStore blobs) {
        this.machine = machine;
        this.blobs = blobs;
    }

    @Override
    public void write(String name, byte[] content) {
        machine.step();
        blobs.write(name, content);
        machine.step();
    }

    @Override
    public byte[] read(String name) {
        machine.requireAlive();
        return blobs.read(name);
    }

    @Override
    public void retain(Set<String> names) {
        machine.step();
        blobs.retain(names);
        machine.step();
    }
}
