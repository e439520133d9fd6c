package io.exogenesis.omega.core.metrics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One round, whichever way it ended, in a recording of JDK Flight Recorder. */
@Name("io.exogenesis.omega.Round")
@Label("Round")
@Category("Omega Core")
@Description("A round of consensus ended")
@StackTrace(false)
public final class RoundEvent extends Event {
    @Label("Outcome")
    @Description("committed, postponed or failed")
    private String outcome = "";

    @Label("Reason")
    @Description("Why it was not committed")
    private String reason = "";

    RoundEvent() {
        begin();
    }

    void ended(String how, String why) {
        end();
        if (shouldCommit()) {
            outcome = how;
            reason = why;
            commit();
        }
    }
}
