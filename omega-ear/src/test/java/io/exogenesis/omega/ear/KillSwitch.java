package io.exogenesis.omega.ear;

import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Watches the pushes of all agents, so that a test can strike while some are on their way. */
final class KillSwitch {
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final int strikeAfter;
    private final CountDownLatch strike = new CountDownLatch(1);

    /** @param strikeAfter pushes answered before the blow; the next one that leaves triggers it */
    KillSwitch(int strikeAfter) {
        this.strikeAfter = strikeAfter;
    }

    /** Waits for the moment; returns how many pushes are on their way just then. */
    int await() throws InterruptedException {
        strike.await();
        return underWay.get();
    }

    FrameTransport watch(FrameTransport transport) {
        return new FrameTransport() {
            @Override
            public List<ServerFrame> exchange(List<ClientFrame> frames) {
                if (frames.stream().noneMatch(ClientFrame::hasPush)) {
                    return transport.exchange(frames);
                }
                underWay.incrementAndGet();
                if (answered.get() >= strikeAfter) {
                    strike.countDown();
                }
                try {
                    List<ServerFrame> answers = transport.exchange(frames);
                    answered.incrementAndGet();
                    return answers;
                } finally {
                    underWay.decrementAndGet();
                }
            }

            @Override
            public String name() {
                return transport.name();
            }

            @Override
            public List<String> notes() {
                return transport.notes();
            }

            @Override
            public void close() {
                transport.close();
            }
        };
    }
}
