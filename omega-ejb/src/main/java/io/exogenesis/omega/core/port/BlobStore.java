package io.exogenesis.omega.core.port;

import io.exogenesis.omega.core.CoreException;
import java.util.Collection;
import java.util.List;
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

    /** Which of these are missing or damaged. Quick: what was found whole and has not changed since need not be read again each time. */
    default List<String> damaged(Collection<String> names) {
        return names.stream()
                .filter(name -> {
                    try {
                        read(name);
                        return false;
                    } catch (CoreException e) {
                        return true;
                    }
                })
                .toList();
    }

    /** Deletes all but these. */
    void retain(Set<String> names);
}
