package io.exogenesis.omega.web.rest;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.web.guard.BoundedJson;
import io.exogenesis.omega.web.guard.InboundBudget;
import io.exogenesis.omega.wire.FrameGuard;
import io.exogenesis.omega.wire.Frames;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncRequest;
import io.exogenesis.omega.wire.v1.SyncResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * The frames of one request: what QUIC bounds by frames and flow control is bounded here before and while they are answered,
 * since anybody may send a request and its whole answer is built before the first byte leaves.
 */
final class SyncFrames {
    /** A sync is CONNECT, consents, a push and a pull; a page or chunk that follows is one more. */
    static final int MAX_FRAMES = FrameGuard.MAX_FRAMES;
    /** Once so much has been answered, further frames are to be asked again: eight pages or chunks of 512 KiB. */
    static final int MAX_ANSWER_BYTES = 4 << 20;
    /** Keys, values and brackets of a body in JSON; the largest push of samples has 120,000. */
    static final int MAX_JSON_PARTS = 200_000;

    /** An answer is held as frames and as bytes. */
    private static final long COPIES = 2;

    private static final JsonFormat.Parser READER = JsonFormat.parser().ignoringUnknownFields();

    private static final long ASK_AGAIN_MILLIS = 100;
    private static final String TOO_MANY = "a request has at most " + MAX_FRAMES + " frames";

    private final Function<ClientFrame, Optional<ServerFrame>> core;
    private final LongFunction<ServerFrame> tooLarge;

    SyncFrames(Function<ClientFrame, Optional<ServerFrame>> core, LongFunction<ServerFrame> tooLarge) {
        this.core = core;
        this.tooLarge = tooLarge;
    }

    static SyncFrames of(SyncProtocol protocol, SyncSession session) {
        return new SyncFrames(frame -> protocol.answer(session, frame), protocol::tooLarge);
    }

    /**
     * Reads a request; its frames and fields are counted, and charged, before they are made.
     *
     * @throws RefusedException {@code UNAVAILABLE} if there is no room for it now
     * @throws io.exogenesis.omega.wire.MalformedMessageException if the bytes are no request or one of too many parts
     */
    static SyncRequest read(byte[] body, InboundBudget.Lease lease) {
        lease.grow((long) FrameGuard.syncRequest(body) * FrameGuard.BYTES_A_FIELD);
        return WireCodec.syncRequest(body);
    }

    /**
     * Reads protobuf's JSON form; JSON of very many parts is refused before anybody builds a tree of it.
     *
     * @throws RefusedException {@code TOO_LARGE}; {@code MALFORMED} if it is no such message; {@code UNAVAILABLE}
     */
    static void readJson(byte[] json, Message.Builder into, InboundBudget.Lease lease) {
        lease.grow((long) BoundedJson.count(json, MAX_JSON_PARTS) * BoundedJson.BYTES_A_PART);
        try {
            READER.merge(new String(json, StandardCharsets.UTF_8), into);
        } catch (InvalidProtocolBufferException e) {
            throw Bodies.malformed(
                    "the body is no " + into.getDescriptorForType().getName() + " in JSON");
        }
    }

    /**
     * Answers all frames in order.
     *
     * @throws RefusedException {@code TOO_LARGE} if they are too many; none was answered then
     */
    SyncResponse all(SyncRequest request, InboundBudget.Lease lease) {
        if (request.getFramesCount() > MAX_FRAMES) {
            throw new RefusedException(Refusal.Code.TOO_LARGE, TOO_MANY);
        }
        SyncResponse.Builder response = SyncResponse.newBuilder();
        long answered = 0;
        for (ClientFrame frame : request.getFramesList()) {
            boolean full = answered >= MAX_ANSWER_BYTES && !frame.hasComplete();
            Optional<ServerFrame> answer = full ? Optional.of(askAgain()) : one(frame);
            int size = answer.map(ServerFrame::getSerializedSize).orElse(0);
            answered += size;
            if (!lease.tryGrow(COPIES * size)) {
                answered = MAX_ANSWER_BYTES; // what was done is told; the rest is for when there is room
            }
            answer.ifPresent(response::addFrames);
        }
        return response.build();
    }

    /** Answers one frame, with the limit that it would have on QUIC. */
    Optional<ServerFrame> one(ClientFrame frame) {
        int size = frame.getSerializedSize();
        return size > Frames.MAX_FRAME_BYTES ? Optional.of(tooLarge.apply(size)) : core.apply(frame);
    }

    private static ServerFrame askAgain() {
        return Refusals.refusal(
                Refusal.Code.RATE_LIMITED,
                "this answer is full (" + MAX_ANSWER_BYTES + " bytes): ask for the rest in another request",
                ASK_AGAIN_MILLIS);
    }
}
