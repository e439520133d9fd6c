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
                connectionsOpen,
                connectionsTotal.sum(),
                connectionsRefused.sum(),
                streamsTotal.sum(),
                framesReceived.sum(),
                framesSent.sum(),
                bytesReceived.sum(),
                bytesSent.sum(),
                framesRefused.sum(),
                streamsFailed.sum());
    }
}
