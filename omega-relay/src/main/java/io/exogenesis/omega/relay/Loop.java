package io.exogenesis.omega.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The one thread of a relay: it waits for sockets and for what is due. Everything of a relay happens on it. */
final class Loop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Loop.class.getName());
    private static final long MILLI = 1_000_000;
    /** A selector waits for whole milliseconds; what is due earlier is waited for in steps of this, between looks at the sockets. */
    private static final long FINE_NANOS = 50_000;

    /** What is attached to a socket's key. */
    @FunctionalInterface
    interface Ready {
        void ready(SelectionKey key) throws IOException;
    }

    private record Timed(long due, long number, Runnable work) {}

    private final Selector selector;
    private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timed> later =
            new PriorityQueue<>(Comparator.comparingLong(Timed::due).thenComparingLong(Timed::number));
    private final Thread thread;
    private long numbers;
    private volatile boolean closed;

    Loop(String name) throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Selector selector() {
        return selector;
    }

    /** Does this at {@code due}, of {@link System#nanoTime}; what is due at the same time in the order of the calls. On the thread only. */
    void at(long due, Runnable work) {
        later.add(new Timed(due, numbers++, work));
    }

    /** What waits for its time. On the thread only. */
    int waiting() {
        return later.size();
    }

    /** Does this on the thread, and returns when it is done. */
    void call(Runnable work) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        asked.add(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        selector.wakeup();
        if (closed) {
            throw new IllegalStateException("the relay is closed");
        }
        done.join();
    }

    private void run() {
        try {
            while (!closed) {
                await();
                handleSockets();
                for (Runnable work = asked.poll(); work != null; work = asked.poll()) {
                    work.run();
                }
                long now = System.nanoTime();
                while (!later.isEmpty() && later.element().due() - now <= 0) {
                    later.remove().work().run();
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            if (!closed) {
                LOG.log(System.Logger.Level.WARNING, "a relay ended", e);
            }
        } finally {
            closed = true;
            shut();
        }
    }

    private void await() throws IOException {
        if (later.isEmpty()) {
            selector.select();
            return;
        }
        long wait = later.element().due() - System.nanoTime();
        if (wait > MILLI) {
            selector.select(wait / MILLI);
        } else if (selector.selectNow() == 0 && wait > 0 && asked.isEmpty()) {
            LockSupport.parkNanos(Math.min(wait, FINE_NANOS));
        }
    }

    private void handleSockets() {
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
            SelectionKey key = keys.next();
            keys.remove();
            try {
                if (key.isValid()) {
                    ((Ready) key.attachment()).ready(key);
                }
            } catch (IOException e) {
                // a peer that has gone: its datagrams are lost, as on a network
                LOG.log(System.Logger.Level.DEBUG, "a socket of a relay failed", e);
            }
        }
    }

    private void shut() {
        for (SelectionKey key : selector.keys()) {
            try {
                key.channel().close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "a socket of a relay did not close", e);
            }
        }
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
