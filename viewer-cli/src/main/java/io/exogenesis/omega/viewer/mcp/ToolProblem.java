package io.exogenesis.omega.viewer.mcp;

import io.exogenesis.omega.viewer.ViewerException;

/** A tool cannot do what was asked: one sentence for the caller that says what to do. */
final class ToolProblem extends ViewerException {
    private static final long serialVersionUID = 1L;

    ToolProblem(String sentence) {
        super(sentence);
    }
}
