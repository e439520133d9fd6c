package io.exogenesis.omega.core.defence;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.aggregate.EpochControl;
import io.exogenesis.omega.core.aggregate.EpochStatus;
import io.exogenesis.omega.core.operation.LoggedActions;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.core.port.RoundRecord;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The running epoch in the operator's hand. What is done to it is logged. */
@Singleton
public class EpochModeration {
    private final EpochControl control;
    private final LoggedActions actions;

    @Inject
    public EpochModeration(EpochControl control, LoggedActions actions) {
        this.control = control;
        this.actions = actions;
    }

    /** @param largest how many of the viewers that contributed the most are named, 0 to 100 */
    public EpochStatus status(int largest) {
        return control.status(largest);
    }

    /**
     * Runs a round now. It ends the epoch if that is over.
     *
     * @throws RefusedException {@code UNAVAILABLE} while titles wait for their embedding, or for the log of contributions
     */
    public RoundRecord round(String note, Operator who) {
        return actions.logged(Kind.RUN_ROUND, running(), note, who, control::round);
    }

    /** Ends the epoch with a round now; errors as {@link #round}. */
    public RoundRecord close(String note, Operator who) {
        return actions.logged(Kind.CLOSE_EPOCH, running(), note, who, control::close);
    }

    /**
     * Erases all raw contributions of the running epoch; samples that stood when it began stand on.
     *
     * @param epoch number of the epoch that is meant
     * @return what there was
     * @throws RefusedException {@code MALFORMED} if another epoch runs
     */
    public EpochStatus discard(long epoch, String note, Operator who) {
        return actions.logged(Kind.DISCARD_EPOCH, Long.toString(epoch), note, who, () -> control.discard(epoch));
    }

    private String running() {
        return Long.toString(control.status(0).epoch());
    }
}
