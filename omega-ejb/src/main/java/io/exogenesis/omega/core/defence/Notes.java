package io.exogenesis.omega.core.defence;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.wire.v1.Refusal;

/** Checks the operator's words before they are stored: they are printed in terminals and pages later. */
final class Notes {
    private Notes() {}

    static String checked(String note) {
        if (note.length() > OperatorAction.MAX_NOTE) {
            throw new RefusedException(
                    Refusal.Code.MALFORMED,
                    "a note has at most " + OperatorAction.MAX_NOTE + " characters, not " + note.length());
        }
        if (note.codePoints().anyMatch(Character::isISOControl)) {
            throw new RefusedException(Refusal.Code.MALFORMED, "a note has no control characters");
        }
        return note.strip();
    }

    /** A note of our own, as long as may be. */
    static String cut(String note) {
        String oneLine = note.replaceAll("\\p{Cntrl}", " ");
        return oneLine.length() <= OperatorAction.MAX_NOTE ? oneLine : oneLine.substring(0, OperatorAction.MAX_NOTE);
    }
}
