package io.exogenesis.omega.core;

import java.util.concurrent.Executor;

/** Where long work runs: the container's managed threads, or a test's. */
public record Background(Executor executor) {
    public void run(Runnable work) {
        executor.execute(work);
    }
}
