package io.exogenesis.omega.quic;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Echoes each frame and finishes when the peer has; refuses what is no frame with one line. Remembers what it was told. */
final class EchoHandler implements StreamHandler {

    final Queue<String> events = new ConcurrentLinkedQueue<>();

    /** Longest first frame of a stream; 0: as the listener says. */
    volatile int firstFrameBytes;

    /** What all peers are taken for. */
    volatile boolean stranger;

    /** An echo waits for it. */
    volatile CountDownLatch beforeEcho = new CountDownLatch(0);

    @Override
    public FrameReceiver open(FrameSender sender) {
        events.add(sender.early() ? "early" : "open");
        return new FrameReceiver() {
            private boolean greeted;

            @Override
            public void frame(byte[] body) {
                greeted = true;
                events.add("frame " + body.length);
                try {
                    beforeEcho.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                sender.send(body);
            }

            @Override
            public void tooLarge(long declared) {
                refuse("too large: " + declared);
            }

            @Override
            public void malformed(String why) {
                refuse("malformed: " + why);
            }

            @Override
            public int maxFrameBytes() {
                return firstFrameBytes > 0 && !greeted ? firstFrameBytes : Integer.MAX_VALUE;
            }

            @Override
            public boolean stranger() {
                return stranger;
            }

            @Override
            public void crowded() {
                refuse("crowded");
            }

            @Override
            public void finished() {
                events.add("finished");
                sender.finish();
            }

            @Override
            public void failed(Throwable cause) {
                events.add("failed " + cause.getMessage());
            }

            private void refuse(String line) {
                events.add(line);
                sender.send(line.getBytes(StandardCharsets.UTF_8));
                sender.finish();
            }
        };
    }
}
