package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.SyncReport;
import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * What a Java Flight Recording shows of an agent. Nothing of the owner's: no titles, no words.
 *
 * <p>They cost nothing while no recording runs, and not even their classes are loaded before the first one: that alone would set
 * up the recorder, a tenth of a second in a process that only recommends.
 */
public final class AgentEvents {
    private AgentEvents() {}

    /** Syncs, and tells a recording of it. */
    public static SyncReport sync(ViewerId of, Supplier<SyncReport> work) {
        if (!FlightRecorder.isInitialized()) {
            return work.get();
        }
        Sync event = new Sync();
        event.begin();
        SyncReport report = work.get();
        event.done(of, report);
        return report;
    }

    /** Recommends, and tells a recording of it. */
    public static RecommendationList recommend(ViewerId of, int asked, Supplier<RecommendationList> work) {
        if (!FlightRecorder.isInitialized()) {
            return work.get();
        }
        Recommend event = new Recommend();
        event.begin();
        RecommendationList best = work.get();
        event.done(of, asked, best.size());
        return best;
    }

    /** Learns, and tells a recording of it. */
    static <T> List<T> learn(ViewerId of, Supplier<List<T>> work) {
        if (!FlightRecorder.isInitialized()) {
            return work.get();
        }
        Learn event = new Learn();
        event.begin();
        List<T> learned = work.get();
        event.done(of, learned.size());
        return learned;
    }

    /** A sync that was not given up. */
    @Name("omega.Sync")
    @Label("Sync with the Core")
    @Description("One sync of a viewer agent, from its begin to what it applied")
    @Category({"Exogenesis Omega", "Viewer agent"})
    @StackTrace(false)
    static final class Sync extends Event {
        @Label("Viewer")
        String viewer = "";

        @Label("Transport")
        String transport = "";

        @Label("Contributions pushed")
        int pushed;

        @Label("Patterns received")
        int received;

        @Label("Tries")
        int attempts;

        void done(ViewerId of, SyncReport report) {
            if (shouldCommit()) {
                viewer = of.value();
                transport = report.transport();
                pushed = report.pushed();
                received = report.upserts();
                attempts = report.attempts();
                commit();
            }
        }
    }

    /** A list was put together. */
    @Name("omega.Recommend")
    @Label("Recommend")
    @Description("One list of recommendations, from the call to the list")
    @Category({"Exogenesis Omega", "Viewer agent"})
    @StackTrace(false)
    static final class Recommend extends Event {
        @Label("Viewer")
        String viewer = "";

        @Label("Asked for")
        int asked;

        @Label("Recommended")
        int recommended;

        void done(ViewerId of, int k, int found) {
            if (shouldCommit()) {
                viewer = of.value();
                asked = k;
                recommended = found;
                commit();
            }
        }
    }

    /** A session became patterns. */
    @Name("omega.Learn")
    @Label("Learn")
    @Description("Patterns learned at the end of a session")
    @Category({"Exogenesis Omega", "Viewer agent"})
    @StackTrace(false)
    static final class Learn extends Event {
        @Label("Viewer")
        String viewer = "";

        @Label("Patterns")
        int patterns;

        void done(ViewerId of, int learned) {
            if (shouldCommit()) {
                viewer = of.value();
                patterns = learned;
                commit();
            }
        }
    }
}
