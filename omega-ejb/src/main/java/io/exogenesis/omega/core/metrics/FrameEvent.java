package io.exogenesis.omega.core.metrics;

import java.util.Locale;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * One frame of the sync protocol in a recording of JDK Flight Recorder. It names no viewer, no pattern and no title. Costs
 * next to nothing while nobody records.
 */
@Name("io.exogenesis.omega.SyncFrame")
@Label("Sync Frame")
@Category("Omega Core")
@Description("A frame of the sync protocol was answered")
@StackTrace(false)
public final class FrameEvent extends Event {
    @Label("Kind")
    @Description("What the viewer asked for: connect, push, pull, ...")
    private String kind = "";

    @Label("Outcome")
    @Description("ok, error, or the code of the refusal")
    private String outcome = "";

    private FrameEvent() {}

    /** The work begins. */
    public static FrameEvent begun() {
        FrameEvent event = new FrameEvent();
        event.begin();
        return event;
    }

    /** The work is done. */
    public void answered(String kindOfFrame, String howItEnded) {
        end();
        if (shouldCommit()) {
            kind = kindOfFrame.toLowerCase(Locale.ROOT);
            outcome = howItEnded;
            commit();
        }
    }
}
