package io.exogenesis.omega.viewer;

/**
 * A showing whose end is known, for off-policy evaluation on this device.
 *
 * @param taken whether it was watched with middling engagement or more
 */
public record DecidedImpression(ShownTitle title, boolean taken) {}
