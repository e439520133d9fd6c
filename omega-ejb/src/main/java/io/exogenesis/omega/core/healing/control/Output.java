package io.exogenesis.omega.core.healing.control;

/** What is controlled; the ordinal is its place in a state vector. Each is ln(value/target), so what is above 0 is too much. */
public enum Output {
    /** 95 % quantile of the time to answer a frame. */
    LATENCY,
    /** Frames in work at once. */
    QUEUE,
    /** Age of the oldest contribution that no round has read. */
    BACKLOG;

    static final int COUNT = values().length;
}
