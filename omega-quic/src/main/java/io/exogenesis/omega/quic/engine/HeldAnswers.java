package io.exogenesis.omega.quic.engine;

import io.exogenesis.omega.quic.FrameSender;
import io.exogenesis.omega.quic.QuicException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The answering direction of an incoming stream: keeps what a receiver sends from within its own calls until they return, so that an
 * answer and its end leave in one piece. An engine brings the writing.
 */
public abstract class HeldAnswers implements FrameSender {
    /** An answer beyond this leaves in several pieces. */
    private static final int MAX_HELD_BYTES = 1 << 20;

    /** Held for no longer than it takes a peer to send the rest of a frame, or to be given up: a datagram has no more. */
    private static final int SHORT_BYTES = 1_200;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final String remote;
    private final Counters counters;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<ByteBuffer> held = new ArrayList<>();
    private long heldBytes;
    private final Thread reader = Thread.currentThread();
    private boolean holding;
    private boolean finished;
    private boolean ended;

    /** Made on the thread that reads the stream. */
    protected HeldAnswers(String remote, Counters counters) {
        this.remote = remote;
        this.counters = counters;
    }

    /**
     * Writes to the peer; blocks until the transport has taken it. Called by one thread at a time.
     *
     * @param last no more follows; then {@code buffers} may be one without bytes
     * @throws QuicException if the stream or its connection is gone
     */
    protected abstract void write(boolean last, List<ByteBuffer> buffers);

    /**
     * Writes the last buffers without waiting; a failure is nobody's.
     */
    protected abstract void writeLast(List<ByteBuffer> buffers);

    /** Gives both directions up. */
    protected abstract void abandon(long code);

    @Override
    public void send(byte[] frameBody) {
        lock.lock();
        try {
            if (finished) {
                throw new QuicException(QuicException.Kind.CLOSED, "the stream to " + remote + " is finished");
            }
            ByteBuffer prefix = FramePrefix.of(frameBody.length);
            heldBytes += prefix.remaining() + frameBody.length;
            held.add(prefix);
            held.add(ByteBuffer.wrap(frameBody));
            counters.framesSent.increment();
            if (!holds() || heldBytes > MAX_HELD_BYTES) {
                flush();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void sendLast(byte[] frameBody) {
        lock.lock();
        try {
            if (finished) {
                return;
            }
            ByteBuffer prefix = FramePrefix.of(frameBody.length);
            counters.framesSent.increment();
            counters.bytesSent.add(heldBytes + prefix.remaining() + frameBody.length);
            List<ByteBuffer> buffers = new ArrayList<>(held);
            buffers.add(prefix);
            buffers.add(ByteBuffer.wrap(frameBody));
            held.clear();
            heldBytes = 0;
            finished = true;
            ended = true;
            writeLast(buffers);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void finish() {
        lock.lock();
        try {
            finished = true;
            if (!holds()) {
                flush();
            }
        } finally {
            lock.unlock();
        }
    }

    /** From here to {@link #release(boolean)} what this thread sends is kept: fewer packets, and no end that travels alone. */
    public void hold() {
        lock.lock();
        try {
            holding = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What was kept leaves, unless the peer is in the middle of a frame: then it waits for that frame's answer, if it is short. A viewer
     * sends a whole sync at once; its answers then leave in one datagram and not in two, and are acknowledged by one.
     */
    public void release(boolean midFrame) {
        lock.lock();
        try {
            if (midFrame && heldBytes <= SHORT_BYTES) {
                return;
            }
            holding = false;
            flush();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reset(long code) {
        lock.lock();
        try {
            finished = true;
            ended = true;
            held.clear();
            abandon(code);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String remote() {
        return remote;
    }

    /** Only the reading thread waits for its receiver's call to return; others send at once. */
    private boolean holds() {
        return holding && Thread.currentThread().equals(reader);
    }

    private void flush() {
        if (ended || (held.isEmpty() && !finished)) {
            return;
        }
        List<ByteBuffer> buffers = held.isEmpty() ? List.of(NOTHING.duplicate()) : List.copyOf(held);
        counters.bytesSent.add(heldBytes);
        held.clear();
        heldBytes = 0;
        ended = finished;
        write(finished, buffers);
    }
}
