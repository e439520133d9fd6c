package io.exogenesis.omega.simulation.machine;

import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The disk of a {@link Machine}: what its processes have written lies in a page cache until an fsync. When the process is killed all
 * of it is there; when the power fails each sector that was not fsynced is there or not, by itself, and files that were created,
 * deleted or renamed since the last fsync of the directory are there or not.
 *
 * <p>Not simulated: bits that rot, and sectors that were fsynced and cannot be read. The product's answer to these is to refuse with an
 * error that names the file (the journal's {@code DamageTest}), and repair from a backup, so no invariant of this simulation holds there.
 */
public final class SimulatedDisk {
    private final Machine machine;
    private final UnaryOperator<FileLayer> asBuilt;
    private PowerLossFileLayer plate = new PowerLossFileLayer();

    /** @param asBuilt the disk as the machine sees it: the identity, or one that lies */
    public SimulatedDisk(Machine machine, UnaryOperator<FileLayer> asBuilt) {
        this.machine = machine;
        this.asBuilt = asBuilt;
    }

    /** What a new process finds. */
    public FileLayer mount() {
        return asBuilt.apply(new MortalFileLayer(machine, plate));
    }

    /** The process is gone, the machine is not: all that was written is there. Faults of the disk are over. */
    public void killProcess() {
        plate = plate.kill();
    }

    /** The plug is pulled. Faults of the disk are over. */
    public void losePower(RandomGenerator random) {
        plate = plate.crash(random);
    }

    /** Only so many bytes more fit; a write beyond is done in part and fails. */
    public void almostFull(long bytes) {
        plate.capacity(plate.used() + bytes);
    }

    /** Whether an fsync fails from now on, and, as on Linux, the pages count as clean afterwards. */
    public void failSyncs(boolean fail) {
        plate.failSyncs(fail);
    }

    /** Faults of the disk are over. */
    public void heal() {
        plate.capacity(Long.MAX_VALUE);
        plate.failSyncs(false);
    }
}
