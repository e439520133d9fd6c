package io.exogenesis.omega.model;

/**
 * What the owner of a device agreed to. Everything is off until given.
 *
 * @param patterns quality-filtered taste patterns may leave
 * @param sample a bounded sample of titles may leave
 * @param audit outcomes of what the Core's model showed may leave
 * @param metrics counts of a session may leave
 */
public record Consents(boolean patterns, boolean sample, boolean audit, boolean metrics) {
    public static final Consents NONE = new Consents(false, false, false, false);
    public static final Consents ALL = new Consents(true, true, true, true);

    /** Whether a payload of this kind may leave. */
    public boolean allow(Contribution.Payload payload) {
        return switch (payload) {
            case Contribution.OfPattern p -> patterns;
            case Contribution.OfSample s -> sample;
            case Contribution.OfSession s -> metrics;
            case Contribution.OfOutcomes o -> audit;
        };
    }

    /** Whether something that was agreed to here is agreed to no more. */
    public boolean withdrawnBy(Consents later) {
        return patterns && !later.patterns
                || sample && !later.sample
                || audit && !later.audit
                || metrics && !later.metrics;
    }
}
