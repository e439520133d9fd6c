package io.exogenesis.omega.web.quic;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.quic.FrameSender;
import io.exogenesis.omega.web.guard.Leases;
import io.exogenesis.omega.wire.Frames;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncStreamTest {
    private final Sender sender = new Sender();
    private final SyncStream stream = new SyncStream(
            new SyncProtocol(),
            Leases.budget(64 << 20),
            new RateLimits(CoreSettings.of(Path.of("unused")), InstantSource.system()),
            sender);

    /** Would catch a stranger who may begin a frame of 1 MiB on every stream before it has said who it is. */
    @Test
    void maxFrameBytes_beforeConnect_isSmall_andARefusalSaysSo() throws Exception {
        assertThat(stream.maxFrameBytes()).isLessThan(Frames.MAX_FRAME_BYTES / 10);

        stream.tooLarge(100_000);

        Refusal refusal = ServerFrame.parseFrom(sender.sent.getFirst()).getRefusal();
        assertThat(refusal.getCode()).isEqualTo(Refusal.Code.TOO_LARGE);
        assertThat(refusal.getMessage()).contains("CONNECT");
        assertThat(sender.finished).isTrue();
    }

    /** Not the viewer's fault: it must keep what it has and come again. */
    @Test
    void crowded_isUnavailableWithATimeToWait() throws Exception {
        stream.crowded();

        Refusal refusal = ServerFrame.parseFrom(sender.sent.getFirst()).getRefusal();
        assertThat(refusal.getCode()).isEqualTo(Refusal.Code.UNAVAILABLE);
        assertThat(refusal.getRetryAfterMs()).isPositive();
        assertThat(sender.finished).isTrue();
    }

    /** The same budget as HTTP's: what there is no room for is refused to be sent again, before it is parsed. */
    @Test
    void frame_whenTheBudgetIsUsedUp_isUnavailable() throws Exception {
        SyncStream full = new SyncStream(
                new SyncProtocol(),
                Leases.budget(0),
                new RateLimits(CoreSettings.of(Path.of("unused")), InstantSource.system()),
                sender);

        full.frame(new byte[10]);

        Refusal refusal = ServerFrame.parseFrom(sender.sent.getFirst()).getRefusal();
        assertThat(refusal.getCode()).isEqualTo(Refusal.Code.UNAVAILABLE);
        assertThat(sender.finished).isTrue();
    }

    private static final class Sender implements FrameSender {
        final List<byte[]> sent = new ArrayList<>();
        boolean finished;

        @Override
        public void send(byte[] frameBody) {
            sent.add(frameBody);
        }

        @Override
        public void sendLast(byte[] frameBody) {
            sent.add(frameBody);
            finished = true;
        }

        @Override
        public void whenGone(Runnable action) {
            throw new AssertionError("nothing waits here");
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
            return "test";
        }
    }
}
