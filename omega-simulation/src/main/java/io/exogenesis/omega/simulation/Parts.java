package io.exogenesis.omega.simulation;

import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.simulation.network.CoreDoor;
import io.exogenesis.omega.viewer.internal.store.AgentDb;

/** What a simulation is made of. A test puts in parts that break their promises, to see that it is noticed. */
interface Parts {
    /** Parts that keep their promises. */
    Parts SOUND = new Parts() {};

    /** The disk of the Core's log, as its process sees it. */
    default FileLayer coreDisk(FileLayer disk) {
        return disk;
    }

    /** The disk of an agent's memory. */
    default FileLayer agentDisk(FileLayer disk) {
        return disk;
    }

    default BlobStore blobs(BlobStore blobs) {
        return blobs;
    }

    default BankStore bank(BankStore bank) {
        return bank;
    }

    /** The way into the Core. */
    default CoreDoor door(CoreDoor door) {
        return door;
    }

    /** A process of the Core ended; the next one comes. */
    default void coreEnded() {}

    /** An agent came back after a crash, and has done nothing yet. */
    default void agentCameBack(AgentDb memory) {}
}
