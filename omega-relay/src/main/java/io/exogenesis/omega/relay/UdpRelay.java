package io.exogenesis.omega.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Forwards datagrams between clients and one server, and lets them suffer what a {@link NetworkPath} says. Each client has a port of its own
 * towards the server, as behind a NAT. One thread; at most {@value #MOST_WAITING} datagrams wait, further ones are dropped as by a router
 * whose buffer is full.
 */
public final class UdpRelay implements Relay {
    /** Datagrams on their way at once: 100 MB of full-sized ones. */
    static final int MOST_WAITING = 1 << 16;

    /** Each has a socket; one more, and who was silent longest is forgotten, as by a NAT. */
    private static final int MOST_CLIENTS = 4096;

    private static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private final SocketAddress server;
    private volatile NetworkPath path;
    private final Counts counts = new Counts();
    private final Loop loop;
    private final DatagramChannel front;
    private final InetSocketAddress address;
    /** The one that was heard of last is last. */
    private final Map<SocketAddress, Client> clients = new LinkedHashMap<>(16, .75f, true);

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Link.ANY_SIZE);
    private final Fate up;
    private final Fate down;

    /** Where a client's datagrams leave for the server. */
    private final class Client {
        private final SocketAddress from;
        private DatagramChannel behind;

        Client(SocketAddress from) throws IOException {
            this.from = from;
            this.behind = open();
        }

        private DatagramChannel open() throws IOException {
            DatagramChannel opened = DatagramChannel.open();
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            register(opened, key -> answers(opened));
            return opened;
        }

        private void answers(DatagramChannel from) throws IOException {
            for (SocketAddress sender = take(from); sender != null; sender = take(from)) {
                if (sender.equals(server)) {
                    forward(down, path.down(), copy -> front.send(copy, this.from));
                }
            }
        }

        /** As a NAT does that has forgotten the client: the new port is open before the old one is closed, so that it is another. */
        private void rebind() throws IOException {
            DatagramChannel old = behind;
            behind = open();
            old.close();
            counts.rebinds.increment();
        }
    }

    private UdpRelay(InetSocketAddress server, NetworkPath path, long seed) throws IOException {
        this.server = server;
        this.path = path;
        // two streams, so that the client's datagrams do not decide over the server's
        this.up = new Fate(new Random(seed));
        this.down = new Fate(new Random(~seed));
        this.loop = new Loop("relay-udp");
        this.front = DatagramChannel.open();
        front.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.address = (InetSocketAddress) front.getLocalAddress();
        register(front, key -> questions());
    }

    /**
     * Starts one on a free port of loopback.
     *
     * @param server a resolved address on this machine
     * @param seed of everything drawn
     */
    public static UdpRelay start(InetSocketAddress server, NetworkPath path, long seed) {
        try {
            UdpRelay relay = new UdpRelay(server, path, seed);
            relay.loop.start();
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException("a relay to " + server + " does not start", e);
        }
    }

    private void register(DatagramChannel channel, Loop.Ready ready) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
        channel.register(loop.selector(), SelectionKey.OP_READ, ready);
    }

    /** Fills the buffer; null if there is nothing. */
    private @Nullable SocketAddress take(DatagramChannel from) throws IOException {
        if (!from.isOpen()) {
            return null;
        }
        buffer.clear();
        SocketAddress sender = from.receive(buffer);
        buffer.flip();
        return sender;
    }

    private void questions() throws IOException {
        for (SocketAddress sender = take(front); sender != null; sender = take(front)) {
            Client known = client(sender);
            // by the port of when it leaves, not of when it came
            forward(up, path.up(), copy -> known.behind.send(copy, server));
        }
    }

    private Client client(SocketAddress from) throws IOException {
        Client known = clients.get(from);
        if (known != null) {
            return known;
        }
        if (clients.size() >= MOST_CLIENTS) {
            Client eldest = clients.remove(clients.keySet().iterator().next());
            if (eldest != null) {
                eldest.behind.close();
            }
        }
        Client fresh = new Client(from);
        clients.put(from, fresh);
        return fresh;
    }

    /** Sends a datagram. */
    private interface Sending {
        int send(ByteBuffer datagram) throws IOException;
    }

    private void forward(Fate fate, Link link, Sending sending) {
        long now = System.nanoTime();
        Fate.Decision decision = fate.decide(link, buffer.remaining(), now);
        counts.count(decision.kind());
        if (!decision.leaves()) {
            return;
        }
        if (decision.due() - now <= 0 && loop.waiting() == 0) {
            send(sending, buffer);
        } else if (loop.waiting() >= MOST_WAITING) {
            counts.overflowed.increment();
        } else {
            ByteBuffer copy =
                    ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
            loop.at(decision.due(), () -> send(sending, copy));
        }
    }

    private void send(Sending sending, ByteBuffer datagram) {
        try {
            int sent = sending.send(datagram);
            if (sent > 0) {
                counts.forwarded.increment();
                counts.bytes.add(sent);
            } else {
                counts.overflowed.increment();
            }
        } catch (IOException e) {
            counts.overflowed.increment(); // nobody listens there any more
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

    /**
     * Changes the port towards the server for every client, as a NAT that has forgotten them: what the server sends to the old ports is
     * lost, what it sends to the new ones reaches the client.
     */
    public void rebind() {
        loop.call(() -> {
            try {
                for (Client client : clients.values()) {
                    client.rebind();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
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
