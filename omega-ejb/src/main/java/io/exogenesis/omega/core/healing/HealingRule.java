package io.exogenesis.omega.core.healing;

import java.util.Optional;

/** The rule of one discrete fault: how it is told, and what mends it. One class each; the supervisor calls it, never two calls at a time. */
public interface HealingRule {
    /** Name of the fault, in lower case with hyphens: {@code index-lost}. */
    String fault();

    /** Looks whether the fault is there. Quick, without waiting: it runs at each tick of the supervisor. */
    Optional<Symptom> look();

    /**
     * Mends it. May take some seconds, but has an end. Whether it helped is found out by {@link #look}.
     *
     * @throws RuntimeException if it could not be done; the supervisor tries again, a bounded number of times
     */
    Remedy heal(Symptom symptom);

    /**
     * What was seen.
     *
     * @param reason one sentence
     */
    record Symptom(String reason) {}

    /**
     * What was done.
     *
     * @param action one sentence
     * @param prediction what is expected of it, one sentence
     */
    record Remedy(String action, String prediction) {}
}
