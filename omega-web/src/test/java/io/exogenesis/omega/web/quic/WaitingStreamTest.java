package io.exogenesis.omega.web.quic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.sync.OpenSessions;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.quic.FrameSender;
import io.exogenesis.omega.web.guard.Leases;
import io.exogenesis.omega.wire.v1.AuthResponse;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which pulls of a stream are given to wait; how they wait is the protocol's. */
class WaitingStreamTest {
    private static final byte[] CONNECT = ClientFrame.newBuilder()
            .setConnect(Connect.newBuilder().setProtocol(1))
            .build()
            .toByteArray();
    private static final byte[] WAITING = pull(30_000);
    private static final byte[] PLAIN = pull(0);

    private final Protocol protocol = new Protocol();
    private final Sender sender = new Sender();
    private final SyncStream stream = new SyncStream(
            protocol,
            Leases.budget(64 << 20),
            new RateLimits(CoreSettings.of(Path.of("unused")), InstantSource.system()),
            sender);

    private static byte[] pull(int waitMs) {
        return ClientFrame.newBuilder()
                .setPull(PullRequest.newBuilder().setWaitMs(waitMs))
                .build()
                .toByteArray();
    }

    @Test
    void pull_lastOfItsStream_isHeld_andItsAnswerIsTheLast() {
        stream.frame(CONNECT);
        stream.frame(WAITING);
        stream.finished();
        assertThat(sender.sent).hasSize(1);
        assertThat(sender.finished).isFalse();
        protocol.held.getFirst().accept(Protocol.PULL);
        assertThat(sender.sent).hasSize(2);
        assertThat(sender.finished).isTrue();
    }

    @Test
    void pull_theStreamIsGone_isDropped() {
        stream.frame(CONNECT);
        stream.frame(WAITING);
        stream.finished();
        assertThat(protocol.dropped).isZero();
        sender.gone.run();
        assertThat(protocol.dropped).isOne();
    }

    @Test
    void pull_withAFrameBehindIt_isAnsweredBeforeThat() {
        stream.frame(CONNECT);
        stream.frame(WAITING);
        stream.frame(PLAIN);
        assertThat(sender.sent).hasSize(3);
        stream.finished();
        assertThat(sender.finished).isTrue();
        assertThat(protocol.held).isEmpty();
    }

    @Test
    void pull_withNonsenseBehindIt_isAnsweredBeforeTheRefusal() {
        stream.frame(CONNECT);
        stream.frame(WAITING);
        stream.malformed("no frame");
        assertThat(sender.sent).hasSize(3);
        assertThat(sender.sent.get(1).hasPull()).isTrue();
        assertThat(sender.sent.get(2).hasRefusal()).isTrue();
        assertThat(sender.finished).isTrue();
    }

    @Test
    void pull_beforeConnect_isNotHeld() {
        stream.frame(WAITING);
        stream.finished();
        assertThat(sender.sent).hasSize(1);
        assertThat(sender.sent.getFirst().hasRefusal()).isTrue();
        assertThat(protocol.held).isEmpty();
    }

    /** Knows whoever connects. */
    private static final class Protocol extends SyncProtocol {
        static final ServerFrame PULL = ServerFrame.newBuilder()
                .setPull(PullResponse.getDefaultInstance())
                .build();

        final List<Consumer<ServerFrame>> held = new ArrayList<>();
        int dropped;

        @Override
        public Optional<ServerFrame> answer(SyncSession session, byte[] body) {
            try {
                return answer(session, ClientFrame.parseFrom(body));
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Optional<ServerFrame> answer(SyncSession session, ClientFrame frame) {
            ServerFrame.Builder answer = ServerFrame.newBuilder();
            if (frame.hasConnect()) {
                OpenSessions.open(session);
                answer.setAuth(AuthResponse.getDefaultInstance());
            } else if (session.principal().isEmpty()) {
                answer.setRefusal(Refusal.newBuilder().setCode(Refusal.Code.UNAUTHENTICATED));
            } else {
                return Optional.of(PULL);
            }
            return Optional.of(answer.build());
        }

        @Override
        public Runnable hold(SyncSession session, ClientFrame frame, Consumer<ServerFrame> answer) {
            held.add(answer);
            return () -> dropped++;
        }

        @Override
        public ServerFrame malformed(String why) {
            return ServerFrame.newBuilder()
                    .setRefusal(Refusal.newBuilder().setCode(Refusal.Code.MALFORMED))
                    .build();
        }
    }

    private static final class Sender implements FrameSender {
        final List<ServerFrame> sent = new ArrayList<>();
        boolean finished;
        Runnable gone = () -> {};

        @Override
        public void send(byte[] frameBody) {
            try {
                sent.add(ServerFrame.parseFrom(frameBody));
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void sendLast(byte[] frameBody) {
            send(frameBody);
            finished = true;
        }

        @Override
        public void whenGone(Runnable action) {
            gone = action;
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public void reset(long code) {
            throw new AssertionError("reset");
        }

        @Override
        public String remote() {
            return "127.0.0.1:5000";
        }
    }
}
