package io.exogenesis.omega.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Random;

/**
 * The twin of {@link UdpRelay} for TCP: forwards connections to one server, and lets them suffer what a {@link NetworkPath} says, as {@link
 * Segments} models it. Reordering and sizes have no meaning here. One thread; a direction with {@value #MOST_BYTES} bytes under way is not
 * read from.
 */
public final class TcpRelay implements Relay {
    private static final int MOST_BYTES = 256 << 10;
    /** Until a socket that was full is tried again. */
    private static final long AGAIN_NANOS = 1_000_000;

    private final InetSocketAddress server;
    private volatile NetworkPath path;
    private final Counts counts = new Counts();
    private final Loop loop;
    private final ServerSocketChannel front;
    private final InetSocketAddress address;
    private final Random random;

    /** One direction of a connection. */
    private final class Direction {
        private final SocketChannel from;
        private final SocketChannel to;
        private final boolean up;
        /** No byte of the client leaves before the handshake over the path would be done. */
        private final long established;

        private final Segments segments = new Segments(new Random(random.nextLong()));
        private boolean ended;
        private boolean passedEnd;

        Direction(SocketChannel from, SocketChannel to, boolean up, long established) {
            this.from = from;
            this.to = to;
            this.up = up;
            this.established = established;
        }

        void register() throws IOException {
            from.configureBlocking(false);
            from.setOption(StandardSocketOptions.TCP_NODELAY, true);
            from.register(loop.selector(), SelectionKey.OP_READ, (Loop.Ready) this::read);
        }

        private void read(SelectionKey key) throws IOException {
            while (!ended && segments.bytes() < MOST_BYTES) {
                ByteBuffer segment = ByteBuffer.allocate(Segments.MSS);
                int n;
                try {
                    n = from.read(segment);
                } catch (IOException e) {
                    n = -1; // reset: what is under way still arrives
                }
                if (n == 0) {
                    break;
                }
                if (n < 0) {
                    ended = true;
                } else {
                    send(segment.flip());
                }
            }
            key.interestOps(ended || segments.bytes() >= MOST_BYTES ? 0 : SelectionKey.OP_READ);
            flush();
        }

        private void send(ByteBuffer segment) {
            NetworkPath now = path;
            long at = Math.max(System.nanoTime(), established);
            int losses = segments.offer(segment, up ? now.up() : now.down(), now.roundTripNanos(), at);
            counts.lost.add(losses);
        }

        private void flush() {
            try {
                ByteBuffer segment = segments.arrived(System.nanoTime());
                for (; segment != null; segment = segments.arrived(System.nanoTime())) {
                    to.write(segment);
                    if (segment.hasRemaining()) {
                        loop.at(System.nanoTime() + AGAIN_NANOS, this::flush);
                        return;
                    }
                    counts.forwarded.increment();
                    counts.bytes.add(segment.limit());
                    segments.taken(segment.limit());
                }
                if (!segments.isEmpty()) {
                    loop.at(segments.due(), this::flush);
                } else if (ended && !passedEnd) {
                    passedEnd = true;
                    to.shutdownOutput();
                    closeIfBothEnded();
                }
                readAgain();
            } catch (IOException e) {
                ended = true;
                quietly(from);
                quietly(to);
            }
        }

        private void readAgain() {
            SelectionKey key = from.keyFor(loop.selector());
            if (!ended && key != null && key.isValid() && segments.bytes() < MOST_BYTES) {
                key.interestOps(SelectionKey.OP_READ);
            }
        }

        /** A socket is closed when the other direction has told it the end, too. */
        private void closeIfBothEnded() {
            if (from.socket().isOutputShutdown()) {
                quietly(from);
                quietly(to);
            }
        }
    }

    private TcpRelay(InetSocketAddress server, NetworkPath path, long seed) throws IOException {
        this.server = server;
        this.path = path;
        this.random = new Random(seed);
        this.loop = new Loop("relay-tcp");
        this.front = ServerSocketChannel.open();
        front.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        front.configureBlocking(false);
        front.register(loop.selector(), SelectionKey.OP_ACCEPT, (Loop.Ready) key -> accept());
        this.address = (InetSocketAddress) front.getLocalAddress();
    }

    /**
     * Starts one on a free port of loopback.
     *
     * @param server a resolved address on this machine
     * @param seed of everything drawn
     */
    public static TcpRelay start(InetSocketAddress server, NetworkPath path, long seed) {
        try {
            TcpRelay relay = new TcpRelay(server, path, seed);
            relay.loop.start();
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException("a relay to " + server + " does not start", e);
        }
    }

    private void accept() throws IOException {
        for (SocketChannel client = front.accept(); client != null; client = front.accept()) {
            long established = System.nanoTime() + Segments.handshake(path, random);
            try {
                SocketChannel behind = SocketChannel.open(server); // on this machine: at once
                new Direction(client, behind, true, established).register();
                new Direction(behind, client, false, established).register();
            } catch (IOException e) {
                client.close();
            }
        }
    }

    private static void quietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(TcpRelay.class.getName())
                    .log(System.Logger.Level.DEBUG, "a connection of a relay did not close", e);
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void path(NetworkPath other) {
        path = other;
    }

    @Override
    public RelayStats stats() {
        return counts.stats();
    }

    @Override
    public void close() {
        loop.close();
    }
}
