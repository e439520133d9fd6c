package io.exogenesis.omega.core.operation;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.wire.v1.Refusal;

/** Checks the operator's words before they are stored: they are printed in terminals and pages later. */
public final class Notes {
    private Notes() {}

    /** @throws RefusedException {@code MALFORMED} for a note that is too long or has control characters */
    public static String checked(String note) {
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

    /** A text in one line, as long as may be. */
    static String cut(String text, int most) {
        String oneLine = text.replaceAll("\\p{Cntrl}", " ");
        return oneLine.length() <= most ? oneLine : oneLine.substring(0, most);
    }
}
