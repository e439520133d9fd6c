package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.port.LogEntry;
import java.util.function.Consumer;

/**
 * The samples that stand behind a commit: they go into the log of the epoch that it begins. Given one after the other, since a Core has
 * as many as viewers. Each viewer has at most one.
 */
@FunctionalInterface
public interface StandingSamples {
    /** None. */
    StandingSamples NONE = to -> {};

    void forEach(Consumer<LogEntry.Standing> to);
}
