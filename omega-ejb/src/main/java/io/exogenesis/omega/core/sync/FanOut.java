package io.exogenesis.omega.core.sync;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The same work for many, by as many workers as there are processors: it blocks nowhere, and more would only take turns. */
final class FanOut<T> {
    private final Iterator<T> rest;
    private final Consumer<T> work;

    FanOut(Collection<T> all, Consumer<T> work) {
        this.rest = List.copyOf(all).iterator();
        this.work = work;
    }

    void run(Executor threads) {
        for (int n = Runtime.getRuntime().availableProcessors(); n > 0; n--) {
            threads.execute(this::all);
        }
    }

    private void all() {
        for (T next = next(); next != null; next = next()) {
            work.accept(next);
        }
    }

    @SuppressWarnings("NullAway") // null is the end
    private T next() {
        synchronized (rest) {
            return rest.hasNext() ? rest.next() : null;
        }
    }
}
