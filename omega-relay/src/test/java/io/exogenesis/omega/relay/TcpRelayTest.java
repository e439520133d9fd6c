package io.exogenesis.omega.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TcpRelayTest {
    /** Sends everything back, and ends when the client has. */
    private static ServerSocket echo() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket accepted = server.accept();
                    Thread.ofVirtual().start(() -> {
                        try (accepted) {
                            accepted.getInputStream().transferTo(accepted.getOutputStream());
                            accepted.shutdownOutput();
                        } catch (IOException e) {
                            return;
                        }
                    });
                } catch (IOException e) {
                    return;
                }
            }
        });
        return server;
    }

    private static byte[] throughRelay(NetworkPath path, byte[] sent) throws IOException {
        try (ServerSocket server = echo();
                TcpRelay relay = TcpRelay.start(address(server), path, 1);
                Socket client =
                        new Socket(relay.address().getAddress(), relay.address().getPort())) {
            Thread.ofVirtual().start(() -> {
                try {
                    client.getOutputStream().write(sent);
                    client.shutdownOutput();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            InputStream in = client.getInputStream();
            byte[] back = in.readAllBytes();
            if (path.up().loss() > 0) {
                assertThat(relay.stats().lost()).isPositive();
            }
            return back;
        }
    }

    private static InetSocketAddress address(ServerSocket server) {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private static byte[] bytes(int n) {
        byte[] bytes = new byte[n];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    /** More than the relay holds at once, so that it has to hold the sender back, too. */
    @Test
    void relay_perfectPath_bytesAndEndArrive() throws IOException {
        byte[] sent = bytes(3 << 20);

        assertThat(throughRelay(NetworkPath.PERFECT, sent)).isEqualTo(sent);
    }

    /** Would catch a segment that overtakes a lost one. */
    @Test
    void relay_lossyPath_bytesArriveInOrder() throws IOException {
        byte[] sent = bytes(100_000);

        assertThat(throughRelay(NetworkPath.of(Duration.ofMillis(2), .05), sent))
                .isEqualTo(sent);
    }
}
