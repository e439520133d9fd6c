package io.exogenesis.omega.web.rest;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.wire.Frames;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncRequest;
import io.exogenesis.omega.wire.v1.SyncResponse;
import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * The frames of one request: what QUIC bounds by frames and flow control is bounded here before and while they are answered,
 * since anybody may send a request and its whole answer is built before the first byte leaves.
 */
final class SyncFrames {
    /** A sync is CONNECT, consents, a push and a pull; a page or chunk that follows is one more. */
    static final int MAX_FRAMES = 16;
    /** Once so much has been answered, further frames are to be asked again: eight pages or chunks of 512 KiB. */
    static final int MAX_ANSWER_BYTES = 4 << 20;
    /** Keys, values and brackets of a body in JSON; its tree takes far more memory than its text. */
    static final int MAX_JSON_EVENTS = 200_000;

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
     * Reads a request; its frames are counted before they are made.
     *
     * @throws RefusedException {@code TOO_LARGE} for too many of them
     * @throws io.exogenesis.omega.wire.MalformedMessageException if the bytes are no request
     */
    static SyncRequest read(byte[] body) {
        CodedInputStream in = CodedInputStream.newInstance(body);
        int frames = 0;
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == SyncRequest.FRAMES_FIELD_NUMBER && ++frames > MAX_FRAMES) {
                    throw new RefusedException(Refusal.Code.TOO_LARGE, TOO_MANY);
                }
                in.skipField(tag);
            }
        } catch (IOException e) {
            throw Bodies.malformed("the body is no SyncRequest");
        }
        return WireCodec.syncRequest(body);
    }

    /**
     * Refuses JSON of very many parts before anybody builds a tree of it.
     *
     * @throws RefusedException {@code TOO_LARGE}; {@code MALFORMED} if it is no JSON
     */
    static void bound(byte[] json) {
        if (parts(json) > MAX_JSON_EVENTS) {
            throw new RefusedException(Refusal.Code.TOO_LARGE, "the JSON has more than " + MAX_JSON_EVENTS + " parts");
        }
    }

    /** How many parts, counted to one beyond the limit. */
    private static int parts(byte[] json) {
        try (JsonParser parts = Json.createParser(new ByteArrayInputStream(json))) {
            int n = 0;
            while (n <= MAX_JSON_EVENTS && parts.hasNext()) {
                parts.next();
                n++;
            }
            return n;
        } catch (RuntimeException e) {
            // JsonException, and of Parsson a plain one for what is nested too deeply
            throw Bodies.malformed("the body is not JSON");
        }
    }

    /**
     * Answers all frames in order.
     *
     * @throws RefusedException {@code TOO_LARGE} if they are too many; none was answered then
     */
    SyncResponse all(SyncRequest request) {
        if (request.getFramesCount() > MAX_FRAMES) {
            throw new RefusedException(Refusal.Code.TOO_LARGE, TOO_MANY);
        }
        SyncResponse.Builder response = SyncResponse.newBuilder();
        long answered = 0;
        for (ClientFrame frame : request.getFramesList()) {
            boolean full = answered >= MAX_ANSWER_BYTES && !frame.hasComplete();
            Optional<ServerFrame> answer = full ? Optional.of(askAgain()) : one(frame);
            answered += answer.map(ServerFrame::getSerializedSize).orElse(0);
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
