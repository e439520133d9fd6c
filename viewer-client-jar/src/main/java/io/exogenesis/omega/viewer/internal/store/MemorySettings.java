package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.ViewerId;
import java.util.Optional;

/**
 * What a memory is opened with.
 *
 * @param viewer whose it must be
 * @param maxPatterns that are kept
 * @param seal if it is encrypted
 * @param compactBytes size of the journal from which on a snapshot takes its place
 */
record MemorySettings(ViewerId viewer, int maxPatterns, Optional<SealedLog> seal, long compactBytes) {}
