package io.exogenesis.omega.quic.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class AmplificationLimitTest {
    private static final InetSocketAddress LISTENER = new InetSocketAddress("127.0.0.1", 1);
    private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 2);
    private static final InetSocketAddress OTHER = new InetSocketAddress("127.0.0.1", 3);
    private static final int INITIAL = 0xc0;
    private static final int SHORT = 0x40;

    private final AmplificationLimit limit = new AmplificationLimit();
    private boolean begins;
    private final EmbeddedChannel channel = new EmbeddedChannel(limit, new ChannelInboundHandlerAdapter() {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (begins) {
                limit.begun();
            }
            ReferenceCountUtil.release(message);
        }
    });

    private void comes(InetSocketAddress from, boolean beginsHandshake) {
        begins = beginsHandshake;
        channel.writeInbound(new DatagramPacket(bytes(INITIAL), LISTENER, from));
    }

    private static ByteBuf bytes(int first) {
        return Unpooled.buffer(1_200).writeByte(first).writeZero(1_199);
    }

    /** Of so many datagrams, how many leave. */
    private int leave(int count, int first, InetSocketAddress to) {
        for (int n = 0; n < count; n++) {
            channel.writeOutbound(new DatagramPacket(bytes(first), to, LISTENER));
        }
        int left = 0;
        for (Object sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            ReferenceCountUtil.release(sent);
            left++;
        }
        return left;
    }

    @Test
    void handshakeUnderWay_threeTimesWhatCameLeaves_andMoreWhenMoreCame() {
        comes(PEER, true);
        assertThat(leave(10, INITIAL, PEER)).isEqualTo(3);
        assertThat(leave(10, SHORT, PEER))
                .as("answers to early data count as well")
                .isZero();
        comes(PEER, false);
        assertThat(leave(10, INITIAL, PEER)).isEqualTo(3);
        assertThat(leave(10, INITIAL, OTHER))
                .as("whoever has no handshake under way")
                .isEqualTo(10);
    }

    @Test
    void handshakeIsOver_nothingIsHeldBack() {
        comes(PEER, true);
        comes(PEER, true);
        limit.over(PEER);
        assertThat(leave(10, INITIAL, PEER)).as("one of two is under way").isEqualTo(6);
        limit.over(PEER);
        assertThat(leave(10, INITIAL, PEER)).isEqualTo(10);
    }

    /** Somebody sends first datagrams in the name of a viewer who is connected: what the viewer is answered is not held back. */
    @Test
    void addressOfAConnection_spoofed_itsOwnDatagramsLeave() {
        limit.proved(PEER);
        comes(PEER, true);
        assertThat(leave(10, INITIAL, PEER)).isEqualTo(3);
        assertThat(leave(10, SHORT, PEER)).isEqualTo(10);
        limit.left(PEER);
        assertThat(leave(10, SHORT, PEER)).isZero();
    }
}
