package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A few threads that work through a list: so many agents act at once, however many there are. */
final class WorkerPool implements AutoCloseable {
    private final Terminal terminal;
    private final ExecutorService threads;

    WorkerPool(Terminal terminal, int atOnce) {
        this.terminal = terminal;
        this.threads = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().name("workers-", 0).daemon().factory());
    }

    /** What is done for one element. */
    interface Task<T> {
        void accept(T element);
    }

    /**
     * Does {@code task} for each element and shows how far it is.
     *
     * @throws RuntimeException the first that a task threw; the others are not started then
     */
    <T> void forEach(String label, List<T> elements, Task<T> task) {
        List<Future<?>> running = new ArrayList<>(elements.size());
        try (Progress progress = terminal.progress(label, elements.size())) {
            for (T element : elements) {
                running.add(threads.submit(() -> {
                    task.accept(element);
                    progress.step();
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            running.forEach(f -> f.cancel(false));
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            running.forEach(f -> f.cancel(true));
            Thread.currentThread().interrupt();
            throw DemoException.failed("interrupted");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
