package io.exogenesis.omega.viewer.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Writes messages, one a line, from any thread. */
final class MessageWriter {
    private static final System.Logger LOG = System.getLogger(MessageWriter.class.getName());

    private final McpJsonMapper json;
    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean broken;

    MessageWriter(McpJsonMapper json, OutputStream out) {
        this.json = json;
        this.out = out;
    }

    void write(Object message) {
        writeIf(() -> true, message);
    }

    /** Writes if the condition still holds when no other message is being written. */
    void writeIf(BooleanSupplier condition, Object message) {
        lock.lock();
        try {
            if (broken || !condition.getAsBoolean()) {
                return;
            }
            // a line holds no raw line break: JSON escapes those in texts, and the mapper writes none of its own
            out.write((json.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            broken = true;
            LOG.log(Level.WARNING, "the client reads no more: {0}", e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /** Changes what a condition asks for, while no message is being written. */
    void whileSilent(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
