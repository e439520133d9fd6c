package io.exogenesis.omega.model;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a device agreed to: four kinds of contributions, and a larger sample. Everything is off until given.
 */
public final class Consents {
    public static final Consents NONE = new Consents(false, false, false, false, false);
    /**
     * All kinds of contributions, samples of the usual size. The larger sample is not in it: an embedder that wrote this when
     * there were four consents must not give a fifth by an upgrade. See {@link #withLargeSample}.
     */
    public static final Consents ALL = new Consents(true, true, true, true, false);

    /** The names in JSON, on the command line and in the tools, in the order of {@link #given}. */
    public static final List<String> NAMES = List.of("patterns", "sample", "audit", "metrics", "largeSample");

    private final boolean patterns;
    private final boolean sample;
    private final boolean audit;
    private final boolean metrics;
    private final boolean largeSample;

    private Consents(boolean patterns, boolean sample, boolean audit, boolean metrics, boolean largeSample) {
        largeSample &= sample;
        this.patterns = patterns;
        this.sample = sample;
        this.audit = audit;
        this.metrics = metrics;
        this.largeSample = largeSample;
    }

    /** Quality-filtered taste patterns may leave. */
    public boolean patterns() {
        return patterns;
    }

    /** A sample of at most {@link TasteSample#DEFAULT_ITEMS} titles may leave. */
    public boolean sample() {
        return sample;
    }

    /** Outcomes of what the Core's model showed may leave. */
    public boolean audit() {
        return audit;
    }

    /** Counts of a session may leave. */
    public boolean metrics() {
        return metrics;
    }

    /** The sample may have up to {@link TasteSample#MAX_ITEMS} titles. It counts only together with {@code sample}: without it this is false whatever was given, so that a sample that is agreed to again later is a usual one. */
    public boolean largeSample() {
        return largeSample;
    }

    /** The same with or without the consent to patterns. */
    public Consents withPatterns(boolean given) {
        return new Consents(given, sample, audit, metrics, largeSample);
    }

    /** The same with or without the consent to samples. Without it the larger sample is off, too. */
    public Consents withSample(boolean given) {
        return new Consents(patterns, given, audit, metrics, largeSample);
    }

    /** The same with or without the consent to the audit. */
    public Consents withAudit(boolean given) {
        return new Consents(patterns, sample, given, metrics, largeSample);
    }

    /** The same with or without the consent to metrics. */
    public Consents withMetrics(boolean given) {
        return new Consents(patterns, sample, audit, given, largeSample);
    }

    /** The same with or without the larger sample; without the consent to samples it stays off. */
    public Consents withLargeSample(boolean given) {
        return new Consents(patterns, sample, audit, metrics, given);
    }

    /** The most titles that a sample may have: 0, {@link TasteSample#DEFAULT_ITEMS} or {@link TasteSample#MAX_ITEMS}. */
    public int sampleLimit() {
        int agreed = largeSample ? TasteSample.MAX_ITEMS : TasteSample.DEFAULT_ITEMS;
        return sample ? agreed : 0;
    }

    /** Whether this payload may leave. */
    public boolean allow(Contribution.Payload payload) {
        return switch (payload) {
            case Contribution.OfPattern p -> patterns;
            case Contribution.OfSample s -> s.sample().items().size() <= sampleLimit();
            case Contribution.OfSession s -> metrics;
            case Contribution.OfOutcomes o -> audit;
        };
    }

    /** Whether something that was agreed to here is agreed to no more. */
    public boolean withdrawnBy(Consents later) {
        return patterns && !later.patterns
                || audit && !later.audit
                || metrics && !later.metrics
                || later.sampleLimit() < sampleLimit();
    }

    /** The names of what is agreed to, in the order of {@link #NAMES}. */
    public List<String> given() {
        boolean[] given = {patterns, sample, audit, metrics, largeSample};
        return IntStream.range(0, given.length)
                .filter(i -> given[i])
                .mapToObj(NAMES::get)
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Consents o && parts().equals(o.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "Consents" + given();
    }

    private List<Object> parts() {
        return List.of(patterns, sample, audit, metrics, largeSample);
    }
}
