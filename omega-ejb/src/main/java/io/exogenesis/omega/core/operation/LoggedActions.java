package io.exogenesis.omega.core.operation;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.core.port.OperatorLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does what an operator wants and writes it down: before it is done or in one transaction with it, and with the reason if it was
 * refused or failed.
 */
@Singleton
public class LoggedActions {
    private final OperatorLog log;
    private final InstantSource clock;

    @Inject
    public LoggedActions(OperatorLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Logs and does.
     *
     * @param subject what it is done to, at most {@value OperatorAction#MAX_SUBJECT} characters of it are kept
     * @throws RefusedException {@code MALFORMED} for a note that is too long or has control characters, {@code UNAVAILABLE} if
     *     it cannot be logged; then nothing was done. Otherwise what {@code work} throws
     */
    public <T> T logged(Kind kind, String subject, String note, Operator who, Supplier<T> work) {
        String on = Notes.cut(subject, OperatorAction.MAX_SUBJECT);
        OperatorAction action = log.append(OperatorAction.of(clock.instant(), who, kind, on, Notes.checked(note)));
        try {
            return work.get();
        } catch (RuntimeException e) {
            notDone(action, e);
            throw e;
        }
    }

    /**
     * Does what logs its action itself, with its change in one transaction; logs here only that it was not done.
     *
     * @throws RefusedException {@code MALFORMED} for a note that is too long or has control characters; otherwise what {@code work}
     *     throws
     */
    public <T> T logging(Kind kind, String subject, String note, Operator who, Function<OperatorAction, T> work) {
        OperatorAction action = OperatorAction.of(clock.instant(), who, kind, subject, Notes.checked(note));
        try {
            return work.apply(action);
        } catch (RuntimeException e) {
            notDone(action, e);
            throw e;
        }
    }

    private void notDone(OperatorAction action, RuntimeException e) {
        String why = Notes.cut("not done: " + e.getMessage(), OperatorAction.MAX_NOTE);
        log.append(OperatorAction.of(clock.instant(), action.who(), action.kind(), action.subject(), why));
    }
}
