package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.viewer.AgentBusyException;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.internal.memory.BoundedExecutor;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls under way in one agent: bounded, on virtual threads, refused after the close. Thread-safe.
 *
 * <p>A permit belongs to the work. The future that a caller holds is a copy: the caller may cancel it, complete it or let it time
 * out, which gives up the waiting and leaves the work alone. Copies are completed on a thread on which the agent does nothing else,
 * so what a host hangs on them may block, call the agent and close it.
 */
public final class CallExecutor implements BoundedExecutor {
    private static final BoundedExecutor THREADS = BoundedExecutor.unbounded();

    private final int limit;
    private int counted;
    private int background;
    /** Threads that complete callers' futures now, or are about to. */
    private final Set<Thread> telling = new HashSet<>();

    private boolean closed;

    public CallExecutor(int limit) {
        this.limit = limit;
    }

    @Override
    public <T> CompletableFuture<T> run(String name, Supplier<T> work) {
        return begin(() -> THREADS.run(name, work), true);
    }

    /** Counts work that runs elsewhere until its future is done. */
    <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> work) {
        return begin(work, false);
    }

    /** Work of the agent's own: it takes no caller's place, and the close waits for it. The future stays inside the agent. */
    CompletableFuture<Void> background(String name, Runnable work) {
        if (!entered(false)) {
            return CompletableFuture.failedFuture(closed());
        }
        CompletableFuture<Void> running = THREADS.run(name, () -> {
            work.run();
            return done();
        });
        return running.whenComplete((value, error) -> left(false));
    }

    /** A copy, for one caller, of a future that many share. */
    <T> CompletableFuture<T> copy(CompletableFuture<T> shared) {
        CompletableFuture<T> handed = new CompletableFuture<>();
        var _ = shared.whenComplete((value, error) -> tellBeside(handed, value, error, () -> {}));
        return handed;
    }

    private <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> work, boolean onItsOwnThread) {
        if (!entered(true)) {
            return CompletableFuture.failedFuture(isClosed() ? closed() : new AgentBusyException(limit));
        }
        // the close may have come in between: then it waits for this place, and the work finds the memory still open
        CompletableFuture<T> running;
        try {
            running = work.get();
        } catch (RuntimeException | Error e) {
            left(true);
            throw e;
        }
        CompletableFuture<T> handed = new CompletableFuture<>();
        boolean direct = onItsOwnThread || running.isDone();
        var _ = running.whenComplete((value, error) -> {
            // the place is free before the caller hears of it, so that its next call finds it
            if (direct) {
                tell(handed, value, error, () -> left(true));
            } else {
                tellBeside(handed, value, error, () -> left(true));
            }
        });
        return handed;
    }

    private <T> void tell(CompletableFuture<T> handed, T value, @Nullable Throwable error, Runnable before) {
        Thread me = Thread.currentThread();
        boolean mine = tells(me);
        before.run();
        try {
            complete(handed, value, error);
        } finally {
            if (mine) {
                toldBy(me);
            }
        }
    }

    private <T> void tellBeside(CompletableFuture<T> handed, T value, @Nullable Throwable error, Runnable before) {
        Thread teller = Thread.ofVirtual().name("omega-viewer-tell").unstarted(() -> {
            try {
                complete(handed, value, error);
            } finally {
                toldBy(Thread.currentThread());
            }
        });
        tells(teller);
        before.run();
        teller.start();
    }

    private static <T> void complete(CompletableFuture<T> handed, T value, @Nullable Throwable error) {
        if (error == null) {
            handed.complete(value);
        } else {
            handed.completeExceptionally(error);
        }
    }

    private synchronized boolean tells(Thread thread) {
        return telling.add(thread);
    }

    private synchronized void toldBy(Thread thread) {
        telling.remove(thread);
        notifyAll();
    }

    private synchronized boolean entered(boolean counts) {
        if (closed || counts && counted == limit) {
            return false;
        }
        counted += counts ? 1 : 0;
        background += counts ? 0 : 1;
        return true;
    }

    private synchronized void left(boolean counts) {
        counted -= counts ? 1 : 0;
        background -= counts ? 0 : 1;
        notifyAll();
    }

    /** Takes no more calls. Returns false if it was closed before. */
    public synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    /** A thread that waits for the close from within a caller's own reaction: the close does not wait for it in turn. */
    void doNotAwait(Thread closing) {
        toldBy(closing);
    }

    /** What a future completes with; throws what it failed with. */
    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private static AgentClosedException closed() {
        return new AgentClosedException("the agent is shut down");
    }

    /** Waits until all calls are done, for so long at most; whether they are. */
    boolean awaitDone(Duration most) throws InterruptedException {
        return await(most, () -> counted + background == 0);
    }

    /** Waits until callers have heard of what is done and reacted to it, for so long at most; whether they have. */
    boolean awaitTold(Duration most) throws InterruptedException {
        return await(most, telling::isEmpty);
    }

    private synchronized boolean await(Duration most, BooleanSupplier reached) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        for (long left = most.toNanos(); !reached.getAsBoolean() && left > 0; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return reached.getAsBoolean();
    }

    @SuppressWarnings("NullAway") // the value of a CompletableFuture<Void>
    private static Void done() {
        return null;
    }
}
