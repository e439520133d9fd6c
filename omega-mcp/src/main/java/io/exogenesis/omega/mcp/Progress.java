package io.exogenesis.omega.mcp;

/** Where a call tells how far it is. */
@FunctionalInterface
public interface Progress {
    /** For a caller that did not ask. */
    Progress NONE = (done, message) -> {};

    /**
     * Tells of a step.
     *
     * @param done grows with each call; how much there is in all is not known
     * @param message one line for a person
     */
    void report(long done, String message);
}
