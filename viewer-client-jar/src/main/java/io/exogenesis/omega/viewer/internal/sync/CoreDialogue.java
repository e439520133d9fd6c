package io.exogenesis.omega.viewer.internal.sync;

import com.google.protobuf.MessageLite;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.TransportException.Kind;
import io.exogenesis.omega.wire.v1.AuthResponse;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Exchanges with the Core that introduce themselves: each begins with CONNECT, since a stream or request authenticates itself.
 * Counts bytes. Used by one sync at a time.
 */
final class CoreDialogue {
    static final int PROTOCOL = 1;

    private final FrameTransport transport;
    private final Supplier<String> token;
    private final String client;
    private final Pinning pinning;
    private final SyncWatch watch;
    private int exchanges;
    private long bytesSent;
    private long bytesReceived;

    /** @param client name and version, at most 64 bytes */
    CoreDialogue(FrameTransport transport, Supplier<String> token, String client, Pinning pinning, SyncWatch watch) {
        this.transport = transport;
        this.token = token;
        this.client = client;
        this.pinning = pinning;
        this.watch = watch;
    }

    private interface Way {
        List<ServerFrame> exchange(List<ClientFrame> frames);
    }

    /** The Core's greeting and its answers to the frames behind CONNECT, refusals among them. */
    record Answers(AuthResponse auth, List<ServerFrame> rest) {}

    /**
     * Sends CONNECT and {@code frames} together.
     *
     * @throws RefusedException if CONNECT is refused
     * @throws TransportException if the answers did not come, or are not as many
     */
    Answers exchange(List<ClientFrame> frames) {
        return exchange(frames, transport::exchange);
    }

    /** {@link #exchange} that waits at the Core while there is nothing new. */
    Answers held(List<ClientFrame> frames, Duration wait) {
        return exchange(frames, all -> transport.held(all, wait));
    }

    private Answers exchange(List<ClientFrame> frames, Way way) {
        List<ClientFrame> all = new ArrayList<>();
        Connect.Builder connect = Connect.newBuilder()
                .setProtocol(PROTOCOL)
                .setToken(token.get())
                .setClient(client)
                .setTraceparent(watch.traceparent());
        pinning.version().ifPresent(connect::setPinsVersion);
        all.add(ClientFrame.newBuilder().setConnect(connect).build());
        all.addAll(frames);
        bytesSent += size(all);
        List<ServerFrame> answers = watch.waiting(() -> way.exchange(List.copyOf(all)));
        bytesReceived += size(answers);
        watch.exchanged(++exchanges, bytesSent, bytesReceived);
        if (!answers.isEmpty() && answers.getFirst().hasRefusal()) {
            throw new RefusedException("connection", answers.getFirst().getRefusal());
        }
        long expected = all.stream().filter(f -> !f.hasComplete()).count();
        if (answers.size() != expected || !answers.getFirst().hasAuth()) {
            throw new TransportException(
                    Kind.BAD_ANSWER, "the Core answered " + answers.size() + " of " + expected + " frames");
        }
        return new Answers(answers.getFirst().getAuth(), answers.subList(1, answers.size()));
    }

    /** Does something that may wait for another agent's exchange with the Core. */
    <T> T waiting(Supplier<T> work) {
        return transport.waiting(work);
    }

    private static long size(List<? extends MessageLite> messages) {
        return messages.stream().mapToLong(MessageLite::getSerializedSize).sum();
    }

    String transport() {
        return transport.name();
    }

    List<String> notes() {
        return transport.notes();
    }

    long bytesSent() {
        return bytesSent;
    }

    long bytesReceived() {
        return bytesReceived;
    }
}
