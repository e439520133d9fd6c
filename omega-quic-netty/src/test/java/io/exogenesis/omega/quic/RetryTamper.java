package io.exogenesis.omega.quic;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Passes the datagrams of one client on, and does something with the token of the Retry that comes back. */
final class RetryTamper implements AutoCloseable {
    /** What becomes of the token. */
    enum Deed {
        NONE,
        /** One bit is another, in a Retry that the client takes for genuine. */
        FORGED,
        /** The client is somewhere else when it shows it. */
        SHOWN_FROM_ELSEWHERE
    }

    private static final int LARGEST = 65_535;
    private static final int TAG_BYTES = 16;
    /** RFC 9001 §5.8: a Retry's integrity is no secret. */
    private static final SecretKeySpec KEY =
            new SecretKeySpec(HexFormat.of().parseHex("be0c690b9f66575a1d766b54e368c84e"), "AES");

    private static final byte[] NONCE = HexFormat.of().parseHex("461599d35d632bf2239825bb");

    private final DatagramSocket front = loopback();
    private final DatagramSocket first = loopback();
    private final DatagramSocket second = loopback();
    private final SocketAddress server;
    private final Deed deed;
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile byte[] originalId = new byte[0];
    private volatile SocketAddress client = first.getLocalSocketAddress();
    private volatile DatagramSocket behind = first;

    RetryTamper(InetSocketAddress server, Deed deed) throws IOException {
        this.server = server;
        this.deed = deed;
        Thread.ofVirtual().start(() -> pass(front));
        Thread.ofVirtual().start(() -> pass(first));
        Thread.ofVirtual().start(() -> pass(second));
    }

    private static DatagramSocket loopback() throws IOException {
        return new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    InetSocketAddress address() {
        return (InetSocketAddress) front.getLocalSocketAddress();
    }

    /** Retries that came. */
    int retries() {
        return retries.get();
    }

    /** Datagrams that came after the Retry. */
    int answers() {
        return answers.get();
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
                    if (originalId.length == 0) {
                        originalId = Initials.destination(bytes);
                    }
                    behind.send(new DatagramPacket(bytes, bytes.length, server));
                } else {
                    byte[] back = Initials.isRetry(bytes) ? retry(bytes) : answer(bytes);
                    front.send(new DatagramPacket(back, back.length, client));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private byte[] answer(byte[] bytes) {
        answers.incrementAndGet();
        return bytes;
    }

    private byte[] retry(byte[] bytes) {
        retries.incrementAndGet();
        if (deed == Deed.SHOWN_FROM_ELSEWHERE) {
            behind = second;
        }
        return deed == Deed.FORGED ? forged(bytes) : bytes;
    }

    private byte[] forged(byte[] retry) {
        byte[] other = retry.clone();
        other[Initials.tokenAt(retry)] ^= 1;
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, KEY, new GCMParameterSpec(8 * TAG_BYTES, NONCE));
            cipher.updateAAD(ByteBuffer.allocate(1 + originalId.length)
                    .put((byte) originalId.length)
                    .put(originalId)
                    .array());
            cipher.updateAAD(other, 0, other.length - TAG_BYTES);
            byte[] tag = cipher.doFinal();
            System.arraycopy(tag, 0, other, other.length - TAG_BYTES, TAG_BYTES);
            return other;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has AES-GCM", e);
        }
    }

    @Override
    public void close() {
        front.close();
        first.close();
        second.close();
    }
}
