package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.FrameSender;
import io.exogenesis.omega.quic.ListenConfig;
import io.exogenesis.omega.quic.QuicListener;
import io.exogenesis.omega.quic.netty.NettyQuicEngine;
import io.exogenesis.omega.relay.NetworkPath;
import io.exogenesis.omega.relay.UdpRelay;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ItemModelChunk;
import io.exogenesis.omega.wire.v1.ItemModelRequest;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A NAT forgets a viewer that has one endpoint, in the middle of what it fetches. Netty on both sides. */
class MovingViewerTest {
    private static final int REBINDINGS = 3;
    /** An answer takes several round trips. */
    private static final Duration RTT = Duration.ofMillis(20);

    private static final int ANSWER = 512 << 10;
    private static final List<ClientFrame> FETCH = List.of(ClientFrame.newBuilder()
            .setItemModel(ItemModelRequest.getDefaultInstance())
            .build());

    @TempDir
    Path directory;

    private final AtomicInteger asked = new AtomicInteger();

    /** Answers each stream with a chunk of a model. */
    private final class Fetched implements FrameReceiver {
        private final FrameSender sender;

        Fetched(FrameSender sender) {
            this.sender = sender;
        }

        @Override
        public void frame(byte[] body) {
            sender.send(ServerFrame.newBuilder()
                    .setItemModel(ItemModelChunk.newBuilder().setData(ByteString.copyFrom(new byte[ANSWER])))
                    .build()
                    .toByteArray());
        }

        @Override
        public void finished() {
            asked.incrementAndGet();
            sender.finish();
        }

        @Override
        public void tooLarge(long declared) {}

        @Override
        public void malformed(String why) {}

        @Override
        public void failed(Throwable cause) {}
    }

    @Test
    void exchange_natForgetsInTheMiddleOfTheAnswer_itComesAtTheNewAddress() throws Exception {
        TestKey key = TestKey.create(directory, "core");
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        NettyQuicEngine engine = new NettyQuicEngine();
        QuicConnections connections = new QuicConnections(() -> engine.dialer(DialConfig.defaults()), 1);
        try (connections;
                QuicListener listener = engine.listen(
                        ListenConfig.of(any, key.file(), key.password(), directory.resolve("work")), Fetched::new);
                UdpRelay nat = UdpRelay.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port()),
                        NetworkPath.of(RTT, 0),
                        1)) {
            URI endpoint = URI.create("quic://127.0.0.1:" + nat.address().getPort());
            HedgedTransport viewer = new HedgedTransport(
                    List.of(new HedgedTransport.Way(
                            endpoint, new QuicTransport(connections, endpoint, key.pin(), 1, Duration.ofMinutes(1)))),
                    InstantSource.system(),
                    false,
                    new Random(1));
            for (int n = 0; n < REBINDINGS; n++) {
                // fills the budget, and teaches how long an answer takes
                for (int calm = 0; calm < HedgeBudget.MOST_SAVED * HedgeBudget.REQUESTS_A_HEDGE; calm++) {
                    viewer.exchange(FETCH);
                }
                int before = asked.get();
                CompletableFuture<List<ServerFrame>> moved =
                        CompletableFuture.supplyAsync(() -> viewer.exchange(FETCH));
                Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> asked.get() > before);
                nat.rebind();
                assertThat(moved.get(60, TimeUnit.SECONDS))
                        .singleElement()
                        .extracting(frame -> frame.getItemModel().getData().size())
                        .isEqualTo(ANSWER);
            }
            assertThat(nat.stats().rebinds()).isEqualTo(REBINDINGS);
            assertThat(viewer.reached().hedged()).isPositive();
        }
    }
}
