package io.exogenesis.omega.core.port;

import java.util.Set;

/**
 * Named blobs that are written once and whole: the ledger's and the learner's state after a round, item models.
 *
 * <p>The bank's transaction names those that belong to it ({@link BankHead#blobs}), so a blob that no transaction names is
 * garbage.
 */
public interface BlobStore {
    /** Durable when it returns; a blob of this name is replaced. */
    void write(String name, byte[] content);

    /** @throws io.exogenesis.omega.core.CoreException if it is missing or damaged */
    byte[] read(String name);

    /** Deletes all but these. */
    void retain(Set<String> names);
}
