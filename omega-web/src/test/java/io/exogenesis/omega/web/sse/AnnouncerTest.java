package io.exogenesis.omega.web.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.bank.BankUpdated;
import io.exogenesis.omega.core.distribute.DistributionCall;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
        assertThat(stuck.comments + stuck.ids.size())
                .as("the first, which it never read")
                .isEqualTo(1);
    }

    // Whom an operator did not mean must not be woken, and a stream that is gone is nobody who heard.
    @Test
    void announce_callForSomeViewers_tellsTheirOpenStreamsAndSaysWhom() {
        Sink one = new Sink(true);
        Sink other = new Sink(true);
        Sink gone = new Sink(true);
        announcer.join(listener("one", () -> {}, one), Long.MAX_VALUE);
        announcer.join(listener("other", () -> {}, other), Long.MAX_VALUE);
        announcer.join(listener("gone", () -> {}, gone), Long.MAX_VALUE);
        gone.closed = true;
        DistributionCall call = new DistributionCall(
                new BankVersion("bank", 3), 7, Priority.HIGH, Set.of(new ViewerId("one"), new ViewerId("gone")));

        announcer.announce(call);

        assertThat(one.ids).containsExactly("7");
        assertThat(other.ids).isEmpty();
        assertThat(call.told()).containsExactly("one");
    }

    /** Its version is that of the round before: the id must tell them apart, or a listener that resumes loses it. */
    @Test
    void join_afterARoundThatPublishedOnlyAnItemModel_tellsIt() {
        announcer.announce(round(7, 3));
        announcer.announce(round(8, 3));
        Sink sink = new Sink(true);

        announcer.join(listener(sink), 7);

        assertThat(sink.ids).containsExactly("8");
    }

    /** A viewer that opens streams without end must cost no more than four, and the newest are the ones that live. */
    @Test
    void join_aFifthOfOneCaller_endsTheOldestOfItsOwn() {
        Sink other = new Sink(true);
        announcer.join(listener("other", () -> {}, other), Long.MAX_VALUE);
        List<Sink> own = new ArrayList<>();
        for (int i = 0; i <= Announcer.MAX_OF_ONE; i++) {
            own.add(new Sink(true));
            announcer.join(listener("one", () -> {}, own.getLast()), Long.MAX_VALUE);
        }

        assertThat(own).extracting(s -> s.closed).containsExactly(true, false, false, false, false);
        assertThat(other.closed).isFalse();
        assertThat(announcer.streams()).isEqualTo(1 + Announcer.MAX_OF_ONE);
    }

    @Test
    void join_beyondAllStreams_refusedUntilOneIsGone() {
        List<Sink> all = new ArrayList<>();
        for (int i = 0; i < Announcer.MAX_STREAMS; i++) {
            all.add(new Sink(true));
            announcer.join(listener("viewer" + i, () -> {}, all.getLast()), Long.MAX_VALUE);
        }

        assertThatThrownBy(() -> announcer.join(listener("late", () -> {}, new Sink(true)), Long.MAX_VALUE))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(Refusal.Code.RATE_LIMITED));

        all.get(5).closed = true;
        announcer.join(listener("late", () -> {}, new Sink(true)), Long.MAX_VALUE);
        assertThat(announcer.streams()).isEqualTo(Announcer.MAX_STREAMS);
    }

    /** A removed viewer, or a token past its end, must not go on listening; and one broken stream must not end the others. */
    @Test
    void heartbeat_tokenEndedOrStreamBroken_closesThatStreamAlone() {
        Sink removed = new Sink(true);
        announcer.join(
                listener(
                        "removed",
                        () -> {
                            throw new RefusedException(Refusal.Code.REVOKED, "removed");
                        },
                        removed),
                Long.MAX_VALUE);
        Sink broken = new Sink(true);
        announcer.join(
                listener(
                        "broken",
                        () -> {
                            throw new IllegalStateException("a bug, on purpose");
                        },
                        broken),
                Long.MAX_VALUE);
        Sink good = new Sink(true);
        announcer.join(listener(good), Long.MAX_VALUE);

        announcer.heartbeat();

        assertThat(removed.closed).isTrue();
        assertThat(broken.closed).isTrue();
        assertThat(good.closed).isFalse();
        assertThat(good.comments).as("at the opening, and the heartbeat").isEqualTo(2);
        assertThat(announcer.streams()).isEqualTo(1);
    }

    /** The headers of a quiet stream came with its first heartbeat: a client took it for dead. */
    @Test
    void join_saysSomethingAtOnce() {
        Sink sink = new Sink(true);
        announcer.join(listener(sink), Long.MAX_VALUE);
        assertThat(sink.comments).isEqualTo(1);
    }

    /** The stream of a removed viewer lived on until the next heartbeat. */
    @Test
    void check_tokenEnded_closesWithoutAHeartbeat() {
        boolean[] removed = {false};
        Sink sink = new Sink(true);
        announcer.join(
                listener(
                        "viewer",
                        () -> {
                            if (removed[0]) {
                                throw new RefusedException(Refusal.Code.REVOKED, "removed");
                            }
                        },
                        sink),
                Long.MAX_VALUE);
        announcer.check();
        assertThat(sink.closed).isFalse();

        removed[0] = true;
        announcer.check();

        assertThat(sink.closed).isTrue();
        assertThat(sink.comments).as("a check says nothing").isEqualTo(1);
    }

    private static BankUpdated version(long number) {
        return round(number, number);
    }

    private static BankUpdated round(long number, long bankVersion) {
        RoundRecord round = new RoundRecord(
                number, 0, false, Instant.EPOCH, 1, bankVersion, 3, 3, 1, 1, 0, 0, false, 3, 0, 0, 0, List.of());
        return new BankUpdated(new BankVersion("bank", bankVersion), 1, 0, false, round);
    }

    private static Listener listener(SseEventSink sink) {
        return listener("someone", () -> {}, sink);
    }

    private static Listener listener(String owner, Runnable entitlement, SseEventSink sink) {
        return new Listener(owner, entitlement, sse(), sink);
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
        int comments;
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
