package io.exogenesis.omega.web.sse;

import io.exogenesis.omega.core.bank.BankUpdated;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.model.BankVersion;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
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

    static Listener listener(SseEventSink sink) {
        return listener("someone", () -> {}, sink);
    }

    static Listener listener(String owner, Runnable entitlement, SseEventSink sink) {
        return listener(owner, entitlement, sink, Runnable::run);
    }

    static Listener listener(String owner, Runnable entitlement, SseEventSink sink, Executor threads) {
        return new Listener(owner, entitlement, sse(), sink, threads);
    }

    /** A bank after so many rounds. */
    static BankHead head(String bankId, long round) {
        return new BankHead(new BankVersion(bankId, round), round, 0, Instant.EPOCH, 0, 0, "", 0, 0);
    }

    /** Builds events that only know their id. */
    static Sse sse() {
        return proxy(Sse.class, (self, method, arguments) -> {
            List<String> id = new ArrayList<>();
            return proxy(OutboundSseEvent.Builder.class, (builder, step, values) -> {
                if (step.getName().equals("id")) {
                    id.add((String) values[0]);
                }
                return step.getName().equals("build")
                        ? proxy(OutboundSseEvent.class, (e, getter, none) -> id.isEmpty() ? null : id.getFirst())
                        : builder;
            });
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Takes events at once or never. */
    static class Sink implements SseEventSink {
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
        public CompletionStage<?> send(OutboundSseEvent event) {
            if (event.getId() == null) {
                comments++;
            } else {
                ids.add(event.getId());
            }
            return reads ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
