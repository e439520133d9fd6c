package io.exogenesis.omega.viewer.internal.track;

import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.viewer.ViewerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the sessions and counts the one under way. A session ends after {@link #GAP} without an event, or when the agent
 * learned from it. Not thread-safe: its owner guards it.
 */
public final class SessionCounter {
    /** Half an hour of silence ends a session: the usual definition in web analytics, and an episode's length on TV. */
    public static final Duration GAP = Duration.ofMinutes(30);

    public static final SessionSummary NOTHING = new SessionSummary(0, 0, 0, 0, 0, 0);

    private long session = 1;
    private @Nullable Instant last;
    private SessionSummary counts = NOTHING;

    /** Counts an event and returns the number of the session it belongs to. */
    public long apply(ViewerEvent event) {
        Instant before = last;
        if (before != null && Duration.between(before, event.at()).abs().compareTo(GAP) > 0) {
            session++;
        }
        last = event.at();
        counts = plus(counts, event);
        return session;
    }

    /** The agent has learned: what follows is another session, and counted anew. */
    public void close() {
        session++;
        last = null;
        counts = NOTHING;
    }

    /** Counts anew from here on, in the session under way: what was counted before a consent was given does not leave with it. */
    public void countAnew() {
        counts = NOTHING;
    }

    /** Puts the numbers back, as a snapshot of the state has them. */
    public void restore(long number, SessionSummary summary) {
        session = number;
        counts = summary;
    }

    /** Puts the time of the last event back. */
    public void restoreLast(Optional<Instant> at) {
        last = at.orElse(null);
    }

    /** When the session under way had its last event; empty if it had none. */
    public Optional<Instant> last() {
        return Optional.ofNullable(last);
    }

    public long session() {
        return session;
    }

    /** Counts since the last {@link #close()}. */
    public SessionSummary counts() {
        return counts;
    }

    private static SessionSummary plus(SessionSummary c, ViewerEvent event) {
        return switch (event) {
            case ViewerEvent.View v ->
                new SessionSummary(
                        c.views() + 1,
                        c.completed() + (v.completed() ? 1 : 0),
                        c.skips(),
                        c.searches(),
                        c.ratings(),
                        c.watchedSeconds() + v.duration().toSeconds());
            case ViewerEvent.Skip s ->
                new SessionSummary(
                        c.views(),
                        c.completed(),
                        c.skips() + 1,
                        c.searches(),
                        c.ratings(),
                        c.watchedSeconds() + s.skipTime().toSeconds());
            case ViewerEvent.Search s ->
                new SessionSummary(
                        c.views(), c.completed(), c.skips(), c.searches() + 1, c.ratings(), c.watchedSeconds());
            case ViewerEvent.Rating r ->
                new SessionSummary(
                        c.views(), c.completed(), c.skips(), c.searches(), c.ratings() + 1, c.watchedSeconds());
            case ViewerEvent.Browse b -> c;
            case ViewerEvent.Share s -> c;
        };
    }
}
