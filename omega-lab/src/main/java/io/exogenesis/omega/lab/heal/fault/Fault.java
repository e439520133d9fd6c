package io.exogenesis.omega.lab.heal.fault;

import java.util.List;

/** One fault of one Core. */
public interface Fault extends AutoCloseable {
    /**
     * Breaks it. The Core is well before, and under load.
     *
     * @return what was done, one phrase with its numbers
     */
    String inject();

    /** What this fault keeps from working now, one phrase each, beside what {@code Health} looks at; empty if all works. */
    List<String> broken();

    /** Whether the Core counts as well only when a round was committed after the fault. */
    default boolean concernsRounds() {
        return true;
    }

    /** Ends whatever the fault needs running, such as clients that storm. Not a cure: the trial is over by then. */
    @Override
    default void close() {}
}
