package io.exogenesis.omega.viewer.memory;

/**
 * What became of imported entries.
 *
 * @param added that were new
 * @param present that were there already and stayed as they were
 */
public record ImportedEntries(int added, int present) {}
