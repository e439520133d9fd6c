package io.exogenesis.omega.viewer.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The responses to one JSON-RPC batch: they leave together, as one array, when the last is there. Thread-safe. */
final class Batch {
    private final MessageWriter writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Object> responses = new ArrayList<>();
    /** What must still be done: the reading itself, and each request. */
    private int open = 1;

    Batch(MessageWriter writer) {
        this.writer = writer;
    }

    /** One more request is part of it. */
    void opened() {
        lock.lock();
        try {
            open++;
        } finally {
            lock.unlock();
        }
    }

    void add(Object response) {
        lock.lock();
        try {
            responses.add(response);
        } finally {
            lock.unlock();
        }
    }

    /** A request is done, answered or cancelled; or all of the batch was read. */
    void closed() {
        lock.lock();
        try {
            if (--open > 0 || responses.isEmpty()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        writer.write(responses);
    }
}
