package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.FrameEvent;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.metrics.SyncLatency;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.Frames;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ClientFrame.BodyCase;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Answers the frames of the Omega Sync Protocol, see {@code omega_sync.proto}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SyncProtocol {
    private Authentication authentication;
    private PushStep push;
    private PullStep pull;
    private ConsentStep consent;
    private CoreMetrics metrics;
    private SyncTraces traces;
    private SyncLoad load;
    private SyncLatency latency;
    private HeldPulls held;

    /** For the container's proxies, which run no method of their own. */
    @SuppressWarnings("NullAway.Init")
    public SyncProtocol() {}

    @Inject
    public SyncProtocol(
            Authentication authentication,
            PushStep push,
            PullStep pull,
            ConsentStep consent,
            CoreMetrics metrics,
            SyncTraces traces,
            SyncLoad load,
            SyncLatency latency,
            HeldPulls held) {
        this.authentication = authentication;
        this.push = push;
        this.pull = pull;
        this.consent = consent;
        this.metrics = metrics;
        this.traces = traces;
        this.load = load;
        this.latency = latency;
        this.held = held;
    }

    /** Answers the bytes of one frame; garbage is refused as {@code MALFORMED}. Empty for SYNC_COMPLETE. */
    public Optional<ServerFrame> answer(SyncSession session, byte[] body) {
        if (body.length > Frames.MAX_FRAME_BYTES) {
            return Optional.of(tooLarge(body.length));
        }
        ClientFrame frame;
        try {
            frame = WireCodec.clientFrame(body);
        } catch (MalformedMessageException e) {
            metrics.sync(Answered.name(e.code()), Duration.ZERO);
            return Optional.of(Refusals.refusal(e));
        }
        return answer(session, frame);
    }

    /** Answers one frame. Empty for SYNC_COMPLETE, which has no answer. Never throws for what a client sends. */
    public Optional<ServerFrame> answer(SyncSession session, ClientFrame frame) {
        return answered(session, frame, () -> dispatch(session, frame));
    }

    /**
     * Answers a pull that waits while the bank has nothing newer: once, on whichever thread, or at once. It is the last frame of its
     * stream.
     *
     * @param answer takes the answer and does not block
     * @return what ends the waiting without an answer, for a client that is gone
     */
    public Runnable hold(SyncSession session, ClientFrame frame, Consumer<ServerFrame> answer) {
        List<Runnable> drops = new ArrayList<>();
        answered(session, frame, () -> {
                    ViewerId viewer = authentication.viewer(session);
                    pull.begin(viewer);
                    Optional<Runnable> waits = held.hold(viewer, session, frame.getPull(), answer);
                    waits.ifPresent(drops::add);
                    return waits.isPresent()
                            ? Optional.empty()
                            : Optional.of(ServerFrame.newBuilder()
                                    .setPull(pull.answer(viewer, frame.getPull()))
                                    .build());
                })
                .ifPresent(answer);
        return () -> drops.forEach(Runnable::run);
    }

    private Optional<ServerFrame> answered(
            SyncSession session, ClientFrame frame, Supplier<Optional<ServerFrame>> work) {
        Optional<RefusedException> away = session.turnedAway();
        if (away.isPresent() && frame.getBodyCase() != BodyCase.CONNECT) {
            return turnedAway(session, away.get());
        }
        FrameEvent event = FrameEvent.begun();
        long start = System.nanoTime();
        load.began();
        Answered done = Answered.of(session, () -> {
            admit(session, frame.getBodyCase());
            return work.get();
        });
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        load.answered(done.outcome(), took);
        metrics.sync(done.outcome(), took);
        latency.record(session.transport(), took);
        traces.answered(session, frame, took, done.outcome());
        metrics.count(Metric.SYNC_BYTES, "received", frame.getSerializedSize());
        metrics.count(Metric.SYNC_BYTES, "sent", done.bytes());
        event.answered(frame.getBodyCase().name(), done.outcome());
        return done.frame();
    }

    private void admit(SyncSession session, BodyCase frame) {
        if (frame != BodyCase.CONNECT) {
            load.admit(frame);
            return;
        }
        session.turnedAway(null);
        try {
            load.admit(frame);
        } catch (RefusedException e) {
            session.turnedAway(e);
            throw e;
        }
    }

    /** What came in one flight with a CONNECT that was turned away is part of it: neither load of its own nor a stranger's. */
    private Optional<ServerFrame> turnedAway(SyncSession session, RefusedException told) {
        Answered done = Answered.of(session, () -> {
            throw told;
        });
        metrics.count(Metric.SYNC_BYTES, "sent", done.bytes());
        return done.frame();
    }

    /** The refusal of a frame whose declared length is over the limit; the transport knows it before its bytes. */
    public ServerFrame tooLarge(long declared) {
        metrics.sync(Answered.name(Refusal.Code.TOO_LARGE), Duration.ZERO);
        return Refusals.refusal(
                Refusal.Code.TOO_LARGE, "a frame has at most " + Frames.MAX_FRAME_BYTES + " bytes, not " + declared, 0);
    }

    /** The refusal of bytes that are no frames at all. */
    public ServerFrame malformed(String why) {
        metrics.sync(Answered.name(Refusal.Code.MALFORMED), Duration.ZERO);
        return Refusals.refusal(Refusal.Code.MALFORMED, why, 0);
    }

    private Optional<ServerFrame> dispatch(SyncSession session, ClientFrame frame) {
        ServerFrame.Builder answer = ServerFrame.newBuilder();
        switch (frame.getBodyCase()) {
            case CONNECT -> answer.setAuth(authentication.connect(session, frame.getConnect()));
            case PUSH -> answer.setPushAck(push.push(authentication.viewer(session), frame.getPush()));
            case PULL -> answer.setPull(pull.pull(authentication.viewer(session), frame.getPull()));
            case ITEM_MODEL ->
                answer.setItemModel(pull.itemModel(authentication.viewer(session), frame.getItemModel()));
            case CATALOGUE -> answer.setCatalogue(pull.catalogue(authentication.viewer(session), frame.getCatalogue()));
            case CONSENT -> answer.setConsent(consent.change(authentication.owner(session), frame.getConsent()));
            case COMPLETE -> {
                authentication.complete(session);
                return Optional.empty();
            }
            case BODY_NOT_SET ->
                throw new MalformedMessageException(Refusal.Code.UNSUPPORTED, "this Core does not know such a frame");
        }
        return Optional.of(answer.build());
    }
}
