package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.viewer.ViewerException;
import java.util.function.Supplier;

/** Follows a sync, and can end it where nothing is being written. */
public interface SyncWatch {
    /** Follows nothing and ends nothing. */
    SyncWatch NONE = new SyncWatch() {
        @Override
        public <T> T waiting(Supplier<T> wait) {
            return wait.get();
        }

        @Override
        public void exchanged(int exchanges, long bytesSent, long bytesReceived) {}

        @Override
        public boolean givenUp() {
            return false;
        }

        @Override
        public String traceparent() {
            return "";
        }
    };

    /**
     * Waits for the Core or for the next attempt.
     *
     * @throws GivenUpException if the sync was given up, before or meanwhile
     */
    <T> T waiting(Supplier<T> wait);

    /** An exchange was answered; all numbers since the sync began. */
    void exchanged(int exchanges, long bytesSent, long bytesReceived);

    /** Whether nobody wants the sync any more. */
    boolean givenUp();

    /** The host's call of which the sync is a part, as W3C Trace Context writes it; empty if it named none. */
    String traceparent();

    /** Whoever asked for the sync does not want it any more. */
    final class GivenUpException extends ViewerException {
        private static final long serialVersionUID = 1L;

        public GivenUpException() {
            super("the sync was cancelled");
        }
    }
}
