package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.port.LogEntry;
import java.util.List;

/**
 * What a push came to.
 *
 * @param committedThrough all up to here is durable
 * @param fresh the entries that were new, in order
 * @param duplicates that had been acknowledged before
 */
public record Receipt(long committedThrough, List<LogEntry> fresh, int duplicates) {}
