package io.exogenesis.omega.journal;

/** More is waiting to be written than the journal may hold. This record was not taken; later ones may be. */
public final class JournalOverloadedException extends JournalException {
    private static final long serialVersionUID = 1L;

    public JournalOverloadedException(String message) {
        super(message, null);
    }
}
