package io.exogenesis.omega.lab.simulate;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** So many at a time, however many there are. */
final class Workers implements AutoCloseable {
    private final ExecutorService threads;

    Workers(int atOnce) {
        this.threads = Executors.newFixedThreadPool(
                atOnce, Thread.ofVirtual().name("simulate-", 0).factory());
    }

    /** Does work for each; the answers in the same order. */
    <A, B> List<B> all(List<A> each, Function<A, B> work) {
        List<Future<B>> running =
                each.stream().map(a -> threads.submit(() -> work.apply(a))).toList();
        try {
            List<B> answers = new java.util.ArrayList<>(each.size());
            for (Future<B> one : running) {
                answers.add(one.get());
            }
            return answers;
        } catch (ExecutionException e) {
            running.forEach(f -> f.cancel(false));
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new SimulateException("a viewer could not do its part: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
