package io.exogenesis.omega.quic.jetty;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.eclipse.jetty.io.DatagramChannelEndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A UDP socket whose failures concern one datagram only. Jetty takes a failed send for the end of the socket and with it of
 * all connections, though one unreachable network or one forged source port suffices. A datagram that cannot be sent is
 * lost, as datagrams may be; QUIC sends again.
 */
class LossyEndPoint extends DatagramChannelEndPoint {

    LossyEndPoint(DatagramChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    @Override
    public boolean send(SocketAddress address, ByteBuffer... buffers) throws IOException {
        try {
            return super.send(address, buffers);
        } catch (IOException e) {
            if (!getChannel().isOpen()) {
                throw e;
            }
            for (ByteBuffer buffer : buffers) {
                buffer.position(buffer.limit());
            }
            return true;
        }
    }
}
