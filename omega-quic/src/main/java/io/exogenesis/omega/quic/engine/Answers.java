package io.exogenesis.omega.quic.engine;

import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.wire.FrameDecoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What a peer answers on one stream of ours, up to its end. Fed by one thread at a time. */
public final class Answers implements FrameDecoder.Sink {
    /** What an answer costs beside its bytes, so that empty ones count, too. */
    private static final int FRAME_COST = 64;

    private final String remote;
    private final FrameDecoder decoder;
    private final long most;
    private long held;
    private final List<byte[]> answers = new ArrayList<>();
    private final CompletableFuture<List<byte[]>> result = new CompletableFuture<>();

    /** @param frames that are sent: there is room for a largest answer to each, and for one more */
    public Answers(String remote, int maxFrameBytes, int frames) {
        this.remote = remote;
        this.most = (frames + 1L) * (maxFrameBytes + FRAME_COST);
        this.decoder = new FrameDecoder(maxFrameBytes);
    }

    /** All of them, in order; fails with a {@link QuicException}. */
    public CompletableFuture<List<byte[]>> result() {
        return result;
    }

    /** There was no whole answer in time. */
    public static QuicException late(String remote, Duration timeout) {
        return new QuicException(
                QuicException.Kind.TIMEOUT, "no whole answer from " + remote + " within " + timeout.toMillis() + " ms");
    }

    /** Why there is no answer, for the thread that waited. */
    public QuicException failure(ExecutionException e) {
        return e.getCause() instanceof QuicException ours
                ? new QuicException(ours.kind(), ours.getMessage(), ours)
                : new QuicException(QuicException.Kind.CLOSED, "the exchange with " + remote + " failed", e);
    }

    /** The waiting thread was interrupted, and is so again. */
    public QuicException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new QuicException(QuicException.Kind.CLOSED, "interrupted while waiting for " + remote, e);
    }

    /** The next bytes. */
    public void feed(ByteBuffer bytes) {
        decoder.feed(bytes, this);
    }

    /** The peer has sent everything. */
    public void end() {
        decoder.finish(this);
        result.complete(answers);
    }

    /** There will be no more; nothing, if there was an end already. */
    public void fail(QuicException cause) {
        result.completeExceptionally(cause);
    }

    @Override
    public void frame(byte[] body) {
        held += body.length + FRAME_COST;
        if (held > most) {
            fail(new QuicException(QuicException.Kind.BAD_ANSWER, remote + " does not stop answering"));
        } else {
            answers.add(body);
        }
    }

    @Override
    public void tooLarge(long declared) {
        fail(new QuicException(QuicException.Kind.BAD_ANSWER, remote + " answers a frame of " + declared + " bytes"));
    }

    @Override
    public void malformed(String why) {
        fail(new QuicException(QuicException.Kind.BAD_ANSWER, remote + " answers no frames: " + why));
    }
}
