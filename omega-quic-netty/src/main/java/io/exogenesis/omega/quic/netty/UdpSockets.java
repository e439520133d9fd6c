package io.exogenesis.omega.quic.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.Errors;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.BindException;

/**
 * UDP sockets: on Linux Netty's own, which wait and send with fewer system calls than those of the JDK, elsewhere the JDK's. Several
 * datagrams are sent a call (sendmmsg); reading several a call (recvmmsg) left exchanges without an end in the tests.
 */
final class UdpSockets {
    /** The longest datagram that is read: what a path of the internet carries, and room for jumbo frames of a data centre. */
    private static final int DATAGRAM_BYTES = 2048;

    /**
     * Datagrams that wait for the event loop; what finds it full is lost. Linux counts some 2.3 KB for each, so that its default of 208 KiB
     * holds 90 and this 1,800, where the system allows as much (net.core.rmem_max): a third of a second at 1,667 syncs a second of three each.
     */
    static final int RECEIVE_BUFFER_BYTES = 4 << 20;

    /** EADDRINUSE of Linux, as Netty gives it. */
    private static final int ADDRESS_IN_USE = -98;

    private static final boolean NATIVE = nativeSockets();

    private UdpSockets() {}

    private static boolean nativeSockets() {
        if (!Epoll.isAvailable()) {
            System.getLogger(UdpSockets.class.getName())
                    .log(System.Logger.Level.DEBUG, "UDP without epoll", Epoll.unavailabilityCause());
            return false;
        }
        return true;
    }

    /** One event loop of one thread. */
    static EventLoopGroup loop(String thread) {
        IoHandlerFactory handler = NATIVE ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(thread, true), handler);
    }

    /** For one socket on that loop; the handler is missing. */
    static Bootstrap bootstrap(EventLoopGroup loop) {
        return new Bootstrap()
                .group(loop)
                .channel(NATIVE ? EpollDatagramChannel.class : NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_BYTES));
    }

    /** Whether a socket could not be bound because another has its port. */
    static boolean portInUse(Throwable cause) {
        return cause instanceof BindException
                || (cause instanceof Errors.NativeIoException error && error.expectedErr() == ADDRESS_IN_USE);
    }
}
