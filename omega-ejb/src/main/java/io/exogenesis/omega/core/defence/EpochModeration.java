package io.exogenesis.omega.core.defence;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.aggregate.EpochControl;
import io.exogenesis.omega.core.aggregate.EpochStatus;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.core.port.OperatorLog;
import io.exogenesis.omega.core.port.RoundRecord;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The running epoch in the operator's hand. What is done to it is logged before it is done, since it cannot be undone; what
 * was refused is logged a second time, with the reason.
 */
@Singleton
public class EpochModeration {
    private final EpochControl control;
    private final OperatorLog log;
    private final InstantSource clock;

    @Inject
    public EpochModeration(EpochControl control, OperatorLog log, InstantSource clock) {
        this.control = control;
        this.log = log;
        this.clock = clock;
    }

    /** @param largest how many of the viewers that contributed the most are named, 0 to 100 */
    public EpochStatus status(int largest) {
        return control.status(largest);
    }

    /**
     * Ends the epoch with a round now.
     *
     * @throws RefusedException {@code UNAVAILABLE} while titles wait for their embedding, or for the log of contributions
     */
    public RoundRecord close(String note, Operator who) {
        String why = Notes.checked(note);
        return logged(Kind.CLOSE_EPOCH, control.status(0).epoch(), why, who, control::close);
    }

    /**
     * Erases all raw contributions of the running epoch.
     *
     * @param epoch number of the epoch that is meant
     * @return what there was
     * @throws RefusedException {@code MALFORMED} if another epoch runs
     */
    public EpochStatus discard(long epoch, String note, Operator who) {
        String why = Notes.checked(note);
        return logged(Kind.DISCARD_EPOCH, epoch, why, who, () -> control.discard(epoch));
    }

    private <T> T logged(Kind kind, long epoch, String note, Operator who, Supplier<T> work) {
        String subject = Long.toString(epoch);
        log.append(OperatorAction.of(clock.instant(), who, kind, subject, note));
        try {
            return work.get();
        } catch (RuntimeException e) {
            log.append(
                    OperatorAction.of(clock.instant(), who, kind, subject, Notes.cut("not done: " + e.getMessage())));
            throw e;
        }
    }
}
