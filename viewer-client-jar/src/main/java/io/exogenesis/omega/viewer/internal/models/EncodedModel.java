package io.exogenesis.omega.viewer.internal.models;

/**
 * An item model as it came.
 *
 * @param bytes not shared
 */
public record EncodedModel(long version, byte[] bytes) {}
