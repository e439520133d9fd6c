package io.exogenesis.omega.core.catalogue;

/**
 * What an import came to.
 *
 * @param version of the titles afterwards
 * @param added new titles
 * @param changed titles that were known with other texts; only when asked to replace
 * @param unchanged titles that were known as they are
 * @param total titles held
 */
public record ImportResult(long version, int added, int changed, int unchanged, int total) {}
