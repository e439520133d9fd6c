package io.exogenesis.omega.lab.load;

/** How a request ended. */
public enum Outcome {
    /** It was answered as asked. */
    SERVED,
    /** The Core said no, or come later. */
    REFUSED,
    /** It broke. */
    FAILED
}
