package io.exogenesis.omega.quic.jetty;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A listener's socket with a queue of its own behind the kernel's.
 *
 * <p>Jetty decrypts on the thread that reads, and the kernel's buffer holds some ninety datagrams unless it allows more: when fifty viewers wake up together, most of what they send was dropped, and QUIC's time-outs then turn
 * milliseconds into many seconds. So whatever waits in the kernel is moved here each few datagrams, up to a bound; beyond it
 * the kernel drops, as it should. Jetty reads on one thread at a time, hence no lock.
 */
final class ListenEndPoint extends LossyEndPoint {

    /** Some 12 MB at worst. */
    private static final int MAX_QUEUED = 8192;

    /** More than any path's packet; a longer datagram is cut off, fails its checksum and is dropped. */
    private static final int MAX_DATAGRAM_BYTES = 4096;

    private static final int READS_PER_SWEEP = 8;

    private final Queue<Datagram> queue = new ArrayDeque<>();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private int reads;

    ListenEndPoint(DatagramChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    @Override
    public @Nullable SocketAddress receive(ByteBuffer buffer) throws IOException {
        if (isInputShutdown()) {
            return EOF;
        }
        if (queue.isEmpty() || ++reads % READS_PER_SWEEP == 0) {
            sweep();
        }
        Datagram next = queue.poll();
        if (next == null) {
            return null;
        }
        int position = BufferUtil.flipToFill(buffer);
        buffer.put(next.bytes, 0, Math.min(next.bytes.length, buffer.remaining()));
        BufferUtil.flipToFlush(buffer, position);
        notIdle();
        return next.from;
    }

    private void sweep() throws IOException {
        while (queue.size() < MAX_QUEUED) {
            scratch.clear();
            SocketAddress from = getChannel().receive(scratch);
            if (from == null) {
                return;
            }
            // Nobody can be answered at port 0; and for Jetty an empty datagram means that nothing more waits.
            if (scratch.flip().hasRemaining() && ((InetSocketAddress) from).getPort() != 0) {
                byte[] bytes = new byte[scratch.remaining()];
                scratch.get(bytes);
                queue.add(new Datagram(from, bytes));
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Datagram(SocketAddress from, byte[] bytes) {}
}
