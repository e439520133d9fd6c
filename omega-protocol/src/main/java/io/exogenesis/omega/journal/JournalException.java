package io.exogenesis.omega.journal;

import org.jspecify.annotations.Nullable;

/** Something about a journal that its user has to know; the message is one line for a person. */
public sealed class JournalException extends RuntimeException
        permits JournalCorruptException, JournalFailedException, JournalOverloadedException {
    private static final long serialVersionUID = 1L;

    public JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
