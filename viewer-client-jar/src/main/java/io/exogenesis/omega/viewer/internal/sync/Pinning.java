package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.wire.v1.AuthResponse;
import java.util.Optional;
import java.util.OptionalInt;

/** What an agent knows of its Core's keys, and how it learns of the next one. */
public interface Pinning {
    /** Of an agent whose way to the Core has no pins, as in a test: it asks for none and takes none. */
    Pinning NONE = new Pinning() {
        @Override
        public OptionalInt version() {
            return OptionalInt.empty();
        }

        @Override
        public Optional<AgentRecord> told(AuthResponse greeting) {
            return Optional.empty();
        }
    };

    /** What the Core calls the pins that were taken over last, 0 before the first; empty: none are wanted. */
    OptionalInt version();

    /** The step that keeps what a Core says of its keys, over a connection whose key was a pinned one; empty if it says nothing new. */
    Optional<AgentRecord> told(AuthResponse greeting);
}
