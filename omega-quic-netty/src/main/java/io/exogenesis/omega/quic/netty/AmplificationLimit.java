package io.exogenesis.omega.quic.netty;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Drops what would be more than three times of what came from an address at which nobody has proved to be (RFC 9000 §8.1). quiche keeps to
 * the limit by itself, but does not count the padding of Initial packets: those that it sends again to a client that never answers are
 * padded to 1,200 bytes each, some five times as much as came. Stands between the socket and the codec; only the event loop calls.
 */
final class AmplificationLimit extends ChannelDuplexHandler {
    private static final int MOST_TIMES = 3;

    /** Set in the first byte of all that belongs to a handshake. RFC 9000 §17.2. */
    private static final int LONG_HEADER = 0x80;

    private final Map<InetSocketAddress, Budget> budgets = new HashMap<>();
    /** Established connections of each address: what is theirs is not held back because somebody else names their address. */
    private final Map<InetSocketAddress, Integer> proved = new HashMap<>();

    private InetSocketAddress sender = new InetSocketAddress(0);
    private int size;

    /** Of an address with handshakes under way. */
    private static final class Budget {
        private long received;
        private long sent;
        private int handshakes;

        Budget(long received) {
            this.received = received;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof DatagramPacket packet) {
            sender = packet.sender();
            size = packet.content().readableBytes();
            Budget budget = budgets.get(sender);
            if (budget != null) {
                budget.received += size;
            }
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof DatagramPacket packet && !isAllowed(packet)) {
            ReferenceCountUtil.release(packet);
            promise.trySuccess(); // as lost on the way
        } else {
            context.write(message, promise);
        }
    }

    private boolean isAllowed(DatagramPacket packet) {
        Budget budget = budgets.get(packet.recipient());
        boolean ofHandshake = (packet.content().getByte(packet.content().readerIndex()) & LONG_HEADER) != 0;
        if (budget == null || (!ofHandshake && proved.containsKey(packet.recipient()))) {
            return true;
        }
        long sent = budget.sent + packet.content().readableBytes();
        if (sent > MOST_TIMES * budget.received) {
            return false;
        }
        budget.sent = sent;
        return true;
    }

    /** A handshake begins with the datagram that is being read. Returns the address that it comes from. */
    InetSocketAddress begun() {
        budgets.computeIfAbsent(sender, a -> new Budget(size)).handshakes++;
        return sender;
    }

    /** A handshake that had {@link #begun} is established or has ended. */
    void over(InetSocketAddress address) {
        Budget budget = budgets.get(address);
        if (budget != null && --budget.handshakes == 0) {
            budgets.remove(address);
        }
    }

    /** A connection of this address is established. */
    void proved(InetSocketAddress address) {
        proved.merge(address, 1, Integer::sum);
    }

    /** An established connection of this address has ended. */
    void left(InetSocketAddress address) {
        proved.computeIfPresent(address, (a, connections) -> connections == 1 ? null : connections - 1);
    }
}
