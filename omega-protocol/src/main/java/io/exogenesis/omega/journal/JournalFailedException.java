package io.exogenesis.omega.journal;

import org.jspecify.annotations.Nullable;

/**
 * The journal takes no more records: a write or fsync failed (disk full, I/O error), or it was closed. What it acknowledged
 * is safe and can still be replayed. To write again, close it and open it anew.
 */
public final class JournalFailedException extends JournalException {
    private static final long serialVersionUID = 1L;

    public JournalFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
