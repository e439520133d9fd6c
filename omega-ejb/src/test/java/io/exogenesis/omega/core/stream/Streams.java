package io.exogenesis.omega.core.stream;

import io.exogenesis.omega.core.bank.BankUpdated;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.model.BankVersion;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Rounds, listeners, and sinks that remember what they were sent. */
final class Streams {
    private Streams() {}

    static BankUpdated version(long number) {
        return round(number, number);
    }

    static BankUpdated round(long number, long bankVersion) {
        RoundRecord round = new RoundRecord(
                number, 0, false, Instant.EPOCH, 1, bankVersion, 3, 3, 1, 1, 0, 0, false, 3, 0, 0, 0, List.of());
        return new BankUpdated(new BankVersion("bank", bankVersion), 1, 0, false, round);
    }

    static Listener listener(EventSink sink) {
        return listener("someone", () -> {}, sink);
    }

    static Listener listener(String owner, Runnable entitlement, EventSink sink) {
        return listener(owner, entitlement, sink, Runnable::run);
    }

    static Listener listener(String owner, Runnable entitlement, EventSink sink, Executor threads) {
        return new Listener(owner, entitlement, sink, threads);
    }

    /** A bank after so many rounds. */
    static BankHead head(String bankId, long round) {
        return new BankHead(new BankVersion(bankId, round), round, 0, Instant.EPOCH, 0, 0, "", 0, 0);
    }

    /** Takes events at once or never. */
    static class Sink implements EventSink {
        final List<String> ids = new java.util.concurrent.CopyOnWriteArrayList<>();
        final boolean reads;
        volatile int comments;
        volatile boolean closed;

        Sink(boolean reads) {
            this.reads = reads;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public CompletionStage<?> send(Announcement news) {
            ids.add(news.id().toString());
            return taken();
        }

        @Override
        public CompletionStage<?> send(String event, String data) {
            comments++;
            return taken();
        }

        @Override
        public CompletionStage<?> comment(String text) {
            comments++;
            return taken();
        }

        CompletionStage<?> taken() {
            return reads ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
