package io.exogenesis.omega.web.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.bank.BankUpdated;
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
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private final Announcer announcer = new Announcer();

    @Test
    void announce_toAListener_arrivesInOrder() {
        Sink sink = new Sink(true);
        announcer.join(listener(sink), Long.MAX_VALUE);

        announcer.announce(version(1));
        announcer.announce(version(2));

        assertThat(sink.ids).containsExactly("1", "2");
    }

    /** Would catch a listener that comes back and misses a version, or hears of one twice. */
    @Test
    void join_withTheLastEventSeen_tellsWhatWasMissedOnce() {
        announcer.announce(version(1));
        announcer.announce(version(2));
        announcer.announce(version(3));
        Sink sink = new Sink(true);

        announcer.join(listener(sink), 1);
        announcer.announce(version(4));

        assertThat(sink.ids).containsExactly("2", "3", "4");
    }

    /** A reader that stands still must cost a bounded queue, not the Core's memory. */
    @Test
    void announce_toAReaderThatStandsStill_letsItGo() {
        Sink stuck = new Sink(false);
        announcer.join(listener(stuck), Long.MAX_VALUE);

        for (int v = 1; v <= Listener.MAX_QUEUED + 2; v++) {
            announcer.announce(version(v));
        }

        assertThat(stuck.closed).isTrue();
        assertThat(stuck.ids).containsExactly("1");
    }

    private static BankUpdated version(long number) {
        RoundRecord round = new RoundRecord(
                number, 0, false, Instant.EPOCH, 1, number, 3, 3, 1, 1, 0, 0, false, 3, 0, 0, 0, List.of());
        return new BankUpdated(new BankVersion("bank", number), 1, 0, false, round);
    }

    private static Listener listener(SseEventSink sink) {
        return new Listener(sse(), sink);
    }

    /** Builds events that only know their id. */
    private static Sse sse() {
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
    private static final class Sink implements SseEventSink {
        final List<String> ids = new ArrayList<>();
        private final boolean reads;
        boolean closed;

        Sink(boolean reads) {
            this.reads = reads;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public CompletionStage<?> send(OutboundSseEvent event) {
            ids.add(event.getId());
            return reads ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
