package io.exogenesis.omega.mcp;

/** A tool cannot do what was asked: one sentence for the caller that says what to do. */
public final class ToolProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the sentence. */
    public ToolProblem(String sentence) {
        super(sentence);
    }
}
