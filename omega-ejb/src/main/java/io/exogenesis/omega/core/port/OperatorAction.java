package io.exogenesis.omega.core.port;

import java.time.Instant;

/**
 * What an operator did, as the log keeps it.
 *
 * @param id place in the log, from 1 and without gaps; 0 before it is logged
 * @param subject what it was done to: the id of a title or viewer, the number of an epoch, how many codes or titles
 * @param note why, in the operator's words; at most {@link #MAX_NOTE} characters, may be empty
 */
public record OperatorAction(long id, Instant at, Operator who, Kind kind, String subject, String note) {
    /** A few sentences. */
    public static final int MAX_NOTE = 500;

    /** Longer than any id. */
    public static final int MAX_SUBJECT = 128;

    /** What can be done. */
    public enum Kind {
        ANCHOR,
        UNANCHOR,
        CLEAR_REFUTATION,
        CLOSE_EPOCH,
        DISCARD_EPOCH,
        RUN_ROUND,
        REMOVE_VIEWER,
        MINT_CODES,
        IMPORT_TITLES,
        WITHDRAW_TITLE,
        BACKUP,
        AGGREGATE_PATTERN,
        DISTRIBUTE,
        SUSPEND_VIEWER,
        RESUME_VIEWER,
        WITHDRAW_CODES,
        PIN_PATTERN,
        UNPIN_PATTERN,
        REMOVE_PATTERN,
        PRUNE_PATTERNS,
        DISCARD_BANK,
        MINT_TOKEN,
        REVOKE_TOKEN,
        ROLL_BACK_IMPORT,
        RELOAD_TLS,
        MAKE_NEXT_KEY,
        ROTATE_KEY
    }

    public OperatorAction {
        if (id < 0 || note.length() > MAX_NOTE) {
            throw new IllegalArgumentException(
                    "an action has a place from 0 and a note of at most " + MAX_NOTE + " characters: " + id);
        }
    }

    /** One that is not logged yet. */
    public static OperatorAction of(Instant at, Operator who, Kind kind, String subject, String note) {
        return new OperatorAction(0, at, who, kind, subject, note);
    }

    /** The same, done to something that was not known before. */
    public OperatorAction on(String what) {
        return new OperatorAction(id, at, who, kind, what, note);
    }

    /** The same at its place in the log. */
    public OperatorAction at(long place) {
        return new OperatorAction(place, at, who, kind, subject, note);
    }
}
