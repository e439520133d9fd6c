package io.exogenesis.omega.model;

/** What a pattern is about: the four task types of the specification. */
public enum TaskType {
    PREFERENCE,
    RECOMMENDATION,
    DISCOVERY,
    BEHAVIOR
}
