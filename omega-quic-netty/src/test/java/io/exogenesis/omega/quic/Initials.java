package io.exogenesis.omega.quic;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** First datagrams of clients, written down where nobody answers, and sent by whoever pleases. RFC 9000 §17.2. */
final class Initials {
    private static final int LARGEST = 65_535;
    /** Header byte and version stand before the destination's id. */
    private static final int ID_AT = 5;

    private static final int RETRY = 3;

    private Initials() {}

    /** As many, each of a connection of its own. */
    static List<byte[]> record(int count, Pin pin) throws Exception {
        Map<String, byte[]> first = new LinkedHashMap<>();
        try (DatagramSocket nobody = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                NettyClient client = new NettyClient(pin, ListenConfig.OMEGA_SYNC_1)) {
            InetSocketAddress to = (InetSocketAddress) nobody.getLocalSocketAddress();
            nobody.setSoTimeout((int) Fixture.PATIENCE.toMillis());
            while (first.size() < count) {
                client.dial(to, new CompletableFuture<>());
                byte[] datagram = receive(nobody);
                first.putIfAbsent(HexFormat.of().formatHex(destination(datagram)), datagram);
            }
        }
        return List.copyOf(first.values());
    }

    private static byte[] receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    /** All that comes until it has been silent for so long. */
    static List<byte[]> receiveAll(DatagramSocket socket, int silentMillis) throws IOException {
        List<byte[]> all = new ArrayList<>();
        socket.setSoTimeout(silentMillis);
        while (true) {
            try {
                all.add(receive(socket));
            } catch (SocketTimeoutException e) {
                return all;
            }
        }
    }

    static void send(DatagramSocket from, byte[] datagram, InetSocketAddress to) throws IOException {
        from.send(new DatagramPacket(datagram, datagram.length, to));
    }

    static boolean isRetry(byte[] datagram) {
        return (datagram[0] & 0x80) != 0 && (datagram[0] >> 4 & 3) == RETRY;
    }

    /** The id that a long header is for. */
    static byte[] destination(byte[] datagram) {
        return Arrays.copyOfRange(datagram, ID_AT + 1, ID_AT + 1 + datagram[ID_AT]);
    }

    /** Where the token of a Retry begins. */
    static int tokenAt(byte[] retry) {
        ByteBuffer header = ByteBuffer.wrap(retry).position(ID_AT);
        header.position(header.position() + 1 + header.get(header.position()));
        return header.position() + 1 + header.get(header.position());
    }
}
