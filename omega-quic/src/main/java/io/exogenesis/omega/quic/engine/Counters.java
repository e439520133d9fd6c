package io.exogenesis.omega.quic.engine;

import io.exogenesis.omega.quic.QuicStats;
import java.util.concurrent.atomic.LongAdder;

/** What a listener counts. */
public final class Counters {
    public final LongAdder connectionsTotal = new LongAdder();
    public final LongAdder connectionsRefused = new LongAdder();
    public final LongAdder streamsTotal = new LongAdder();
    public final LongAdder framesReceived = new LongAdder();
    public final LongAdder framesSent = new LongAdder();
    public final LongAdder bytesReceived = new LongAdder();
    public final LongAdder bytesSent = new LongAdder();
    public final LongAdder framesRefused = new LongAdder();
    public final LongAdder streamsFailed = new LongAdder();

    /** All of them now. */
    public QuicStats stats(long connectionsOpen) {
        return new QuicStats(
                new QuicStats.Connections(connectionsOpen, connectionsTotal.sum(), connectionsRefused.sum()),
                new QuicStats.Streams(streamsTotal.sum(), streamsFailed.sum()),
                new QuicStats.Frames(framesReceived.sum(), framesSent.sum(), framesRefused.sum()),
                new QuicStats.Bytes(bytesReceived.sum(), bytesSent.sum()));
    }
}
