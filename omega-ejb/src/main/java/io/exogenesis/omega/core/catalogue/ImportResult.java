package io.exogenesis.omega.core.catalogue;

/**
 * What a change of the titles came to.
 *
 * @param version of the titles afterwards
 * @param added new titles
 * @param changed titles that were known with other texts
 * @param withdrawn titles that have left
 * @param unchanged titles that stay as they are
 * @param total titles held
 */
public record ImportResult(long version, int added, int changed, int withdrawn, int unchanged, int total) {}
