package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.QuicStats;
import java.util.concurrent.atomic.LongAdder;

/** What a listener counts. */
final class Counters {
    final LongAdder connectionsTotal = new LongAdder();
    final LongAdder connectionsRefused = new LongAdder();
    final LongAdder streamsTotal = new LongAdder();
    final LongAdder framesReceived = new LongAdder();
    final LongAdder framesSent = new LongAdder();
    final LongAdder bytesReceived = new LongAdder();
    final LongAdder bytesSent = new LongAdder();
    final LongAdder framesRefused = new LongAdder();
    final LongAdder streamsFailed = new LongAdder();

    QuicStats stats(long connectionsOpen) {
        return new QuicStats(
                new QuicStats.Connections(connectionsOpen, connectionsTotal.sum(), connectionsRefused.sum()),
                new QuicStats.Streams(streamsTotal.sum(), streamsFailed.sum()),
                new QuicStats.Frames(framesReceived.sum(), framesSent.sum(), framesRefused.sum()),
                new QuicStats.Bytes(bytesReceived.sum(), bytesSent.sum()));
    }
}
