package io.exogenesis.omega.quic;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes the datagrams of one client on, keeps what it sent, and can send it again from an address of its own. */
final class Wiretap implements AutoCloseable {
    private static final int LARGEST = 65_535;

    private final DatagramSocket front;
    private final DatagramSocket behind;
    private final SocketAddress server;
    private final List<byte[]> heard = new CopyOnWriteArrayList<>();
    private volatile SocketAddress client;

    Wiretap(InetSocketAddress server) throws IOException {
        this.server = server;
        this.front = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.behind = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> pass(front));
        Thread.ofVirtual().start(() -> pass(behind));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) front.getLocalSocketAddress();
    }

    private void pass(DatagramSocket from) {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        try {
            while (true) {
                packet.setLength(LARGEST);
                from.receive(packet);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                if (from == front) {
                    client = packet.getSocketAddress();
                    heard.add(bytes);
                    behind.send(new DatagramPacket(bytes, bytes.length, server));
                } else {
                    front.send(new DatagramPacket(bytes, bytes.length, client));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** What the client has sent so far, in order; from here on the list is empty again. */
    List<byte[]> take() {
        List<byte[]> taken = List.copyOf(heard);
        heard.clear();
        return taken;
    }

    /** Sends these to its server from another address, as whoever has listened could. */
    void sendAgain(List<byte[]> datagrams) throws IOException {
        send(datagrams, server);
    }

    /** Sends these from an address that nobody listens at afterwards. */
    static void send(List<byte[]> datagrams, SocketAddress to) throws IOException {
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (byte[] datagram : datagrams) {
                other.send(new DatagramPacket(datagram, datagram.length, to));
            }
        }
    }

    @Override
    public void close() {
        front.close();
        behind.close();
    }
}
