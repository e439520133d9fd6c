package io.exogenesis.omega.lab.net;

import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.FrameSender;
import java.util.List;

/** The answer to each frame, and the end behind the peer's. */
final class Answering implements FrameReceiver {
    private final FrameSender sender;
    private final List<byte[]> answers;
    private final Runnable early;
    private int answered;

    /** @param early is told of a stream that came before the handshake was done */
    Answering(FrameSender sender, List<byte[]> answers, Runnable early) {
        this.sender = sender;
        this.answers = answers;
        this.early = early;
    }

    @Override
    public void frame(byte[] body) {
        if (answered == 0 && sender.early()) {
            early.run();
        }
        sender.send(answers.get(answered++));
    }

    @Override
    public void tooLarge(long declared) {
        sender.reset(1);
    }

    @Override
    public void malformed(String why) {
        sender.reset(1);
    }

    @Override
    public void finished() {
        sender.finish();
    }

    @Override
    public void failed(Throwable cause) {
        // the client's exchange fails, too, and is counted there
    }
}
