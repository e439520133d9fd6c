package io.exogenesis.omega.model;

/** What a pattern is about: the four task types of the specification (§2.3). Patterns of different types never meet. */
public enum TaskType {
    /** What is liked. */
    PREFERENCE,
    /** Which approach put titles before the viewer that were then watched, and how much better than the others it did. */
    RECOMMENDATION,
    /** What search and exploration brought beyond the usual tastes. */
    DISCOVERY,
    /** When and how something is watched: a time of day, or many titles in a row. */
    BEHAVIOR
}
