package io.exogenesis.omega.model;

/**
 * One thing that leaves a device. It is identified by (viewer, {@code seq}); the agent's outbox assigns {@code seq} = 1, 2, 3 …
 * without gaps, and a contribution sent again carries the number it had.
 */
public record Contribution(long seq, Payload payload) {
    public Contribution {
        if (seq < 1) {
            throw new InvalidValueException("a sequence number is at least 1, not " + seq);
        }
    }

    /** What may leave a device. */
    public sealed interface Payload {}

    /** A quality-filtered pattern (consent: patterns). */
    public record OfPattern(ExogenesisPattern pattern) implements Payload {}

    /** A sample of titles (consent: sample; more than 50 titles: largeSample, too). */
    public record OfSample(TasteSample sample) implements Payload {}

    /** Counts of a session (consent: metrics). */
    public record OfSession(SessionSummary summary) implements Payload {}

    /** What became of what the Core's model showed (consent: audit). */
    public record OfOutcomes(Outcomes outcomes) implements Payload {}
}
