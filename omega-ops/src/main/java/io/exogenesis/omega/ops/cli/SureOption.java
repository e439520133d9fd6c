package io.exogenesis.omega.ops.cli;

import io.exogenesis.omega.ops.core.CoreProblem;
import picocli.CommandLine.Option;

/** Of every command whose effect cannot be undone: it asks to be meant. */
final class SureOption {
    @Option(names = "--yes", description = "It cannot be undone: say that you mean it.")
    private boolean yes;

    /** @throws CoreProblem with this consequence, unless it was said */
    void orWarn(String consequence) {
        if (!yes) {
            throw CoreProblem.usage(consequence + "; say --yes if you mean it");
        }
    }
}
