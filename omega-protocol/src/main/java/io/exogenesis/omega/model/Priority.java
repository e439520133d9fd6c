package io.exogenesis.omega.model;

/** Order in which a delta is sent when not all of it fits. */
public enum Priority {
    HIGH,
    MEDIUM,
    LOW
}
