package io.exogenesis.omega.web.quic;

import com.google.protobuf.MessageLite;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.metrics.Transport;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.FrameSender;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.web.guard.Addresses;
import io.exogenesis.omega.web.guard.InboundBudget;
import io.exogenesis.omega.wire.FrameGuard;
import io.exogenesis.omega.wire.Frames;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One stream: each frame is answered by the Core's one sync operation, in order. Garbage gets a typed refusal on the stream
 * it came on and harms no other.
 */
final class SyncStream implements FrameReceiver {
    /** A CONNECT has a token of at most 4 KiB; a stranger need not be able to send more. */
    static final int MAX_BEFORE_CONNECT = InboundBudget.MAX_OF_STRANGER;

    private static final ServerFrame CONNECT_FIRST = Refusals.refusal(
            Refusal.Code.TOO_LARGE,
            "before CONNECT is accepted a frame has at most " + MAX_BEFORE_CONNECT + " bytes",
            0);

    private static final long CROWDED_MILLIS = 2_000;

    private final SyncProtocol protocol;
    private final InboundBudget budget;
    private final RateLimits limits;
    private final SyncSession session;
    private final FrameSender sender;
    /** A pull that waits if nothing follows. */
    private @Nullable ClientFrame waiting;

    SyncStream(SyncProtocol protocol, InboundBudget budget, RateLimits limits, FrameSender sender) {
        this.protocol = protocol;
        this.budget = budget;
        this.limits = limits;
        this.session = sender.early()
                ? SyncSession.ofEarlyData(sender.remote())
                : SyncSession.of(sender.remote(), Transport.QUIC);
        this.sender = sender;
    }

    @Override
    public int maxFrameBytes() {
        return session.principal().isPresent() ? Frames.MAX_FRAME_BYTES : MAX_BEFORE_CONNECT;
    }

    @Override
    public boolean stranger() {
        return session.principal().isEmpty();
    }

    @Override
    public void frame(byte[] body) {
        answerNow();
        Optional<ClientFrame> waits = known() ? WaitingPulls.of(body) : Optional.empty();
        if (waits.isPresent()) {
            waiting = waits.get();
        } else {
            answer(body);
        }
    }

    private boolean known() {
        return session.principal().isPresent();
    }

    /** A pull that wanted to wait, and is not the last frame of its stream. */
    private void answerNow() {
        ClientFrame pull = waiting;
        waiting = null;
        if (pull != null) {
            protocol.answer(session, pull).ifPresent(this::send);
        }
    }

    private void answer(byte[] body) {
        boolean known = known();
        try (InboundBudget.Lease held = known ? budget.forKnown() : budget.forStranger()) {
            if (!known && addressProven()) {
                limits.address(Addresses.of(sender.remote()), RateLimits.Kind.REQUEST);
            }
            held.grow(body.length + (long) fields(body) * FrameGuard.BYTES_A_FIELD);
            Optional<ServerFrame> answer = protocol.answer(session, body);
            if (session.principal().isEmpty() && !session.isTurnedAway() && addressProven()) {
                limits.address(Addresses.of(sender.remote()), RateLimits.Kind.STRANGER);
            }
            answer.ifPresent(this::send);
        } catch (RefusedException e) {
            send(Refusals.refusal(e.code(), e.line(), e.retryAfter().toMillis()));
            sender.finish();
        }
    }

    /** In early data anybody's address may stand: nothing is counted against it. */
    private boolean addressProven() {
        return !sender.early();
    }

    /** What is too much or no frame becomes no object, and is refused with its reason by who answers. */
    private static int fields(byte[] body) {
        try {
            return FrameGuard.clientFrame(body);
        } catch (MalformedMessageException e) {
            return 0;
        }
    }

    @Override
    public void tooLarge(long declared) {
        answerNow();
        send(declared > Frames.MAX_FRAME_BYTES ? protocol.tooLarge(declared) : CONNECT_FIRST);
        sender.finish();
    }

    @Override
    public void malformed(String why) {
        answerNow();
        send(protocol.malformed(why));
        sender.finish();
    }

    @Override
    public void crowded() {
        answerNow();
        send(Refusals.refusal(
                Refusal.Code.UNAVAILABLE, "too many large frames are under way at the Core", CROWDED_MILLIS));
        sender.finish();
    }

    @Override
    public void finished() {
        ClientFrame pull = waiting;
        if (pull == null) {
            sender.finish();
        } else {
            Runnable drop = protocol.hold(session, pull, answer -> sender.sendLast(answer.toByteArray()));
            sender.whenGone(drop);
        }
    }

    /** The peer is gone; what it pushed is durable, and what was not acknowledged it sends again. */
    @Override
    public void failed(Throwable cause) {
        // the listener counts it
    }

    private void send(MessageLite answer) {
        try {
            sender.send(answer.toByteArray());
        } catch (QuicException e) {
            // The peer left before its answer: nothing of ours is lost, and the engine reports the failed stream.
            sender.reset(0);
        }
    }
}
