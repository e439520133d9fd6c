package io.exogenesis.omega.viewer;

/**
 * One contribution as it would leave: what {@link ViewerAgent#whatWouldLeave} shows an owner.
 *
 * @param sequence its number among all contributions of this agent, from 1 on
 * @param text one sentence for a person; names in it may come from outside
 * @param json all that it holds, as one JSON object: fields as in {@code omega_sync.proto}, those at their default left out,
 *     bytes in Base64
 */
public record OutgoingMessage(Kind kind, long sequence, String text, String json) {
    /** What it is, and which consent lets it leave. */
    public enum Kind {
        /** A pattern; consent {@code patterns}. */
        PATTERN,
        /** Titles of the history with the strength of liking; consent {@code sample}. */
        SAMPLE,
        /** Counts of a session; consent {@code metrics}. */
        SESSION,
        /** What became of what the Core's model showed; consent {@code audit}. */
        OUTCOMES
    }
}
