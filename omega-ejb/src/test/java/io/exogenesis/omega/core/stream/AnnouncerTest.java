package io.exogenesis.omega.core.stream;

import static io.exogenesis.omega.core.stream.Streams.head;
import static io.exogenesis.omega.core.stream.Streams.listener;
import static io.exogenesis.omega.core.stream.Streams.round;
import static io.exogenesis.omega.core.stream.Streams.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.distribute.DistributionCall;
import io.exogenesis.omega.core.stream.Streams.Sink;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private final Announcer announcer = new Announcer(() -> head("bank", 0));

    @Test
    void announce_toAListener_arrivesInOrder() {
        Sink sink = new Sink(true);
        announcer.join(listener(sink), null);

        announcer.announce(version(1));
        announcer.announce(version(2));

        assertThat(sink.ids).containsExactly("bank:1", "bank:2");
    }

    /** Would catch a listener that comes back and misses a version, or hears of one twice. */
    @Test
    void join_withTheLastEventSeen_tellsWhatWasMissedOnce() {
        announcer.announce(version(1));
        announcer.announce(version(2));
        announcer.announce(version(3));
        Sink sink = new Sink(true);

        announcer.join(listener(sink), "bank:1");
        announcer.announce(version(4));

        assertThat(sink.ids).containsExactly("bank:2", "bank:3", "bank:4");
    }

    /** A reader that stands still must cost a bounded queue, not the Core's memory. */
    @Test
    void announce_toAReaderThatStandsStill_letsItGo() {
        Sink stuck = new Sink(false);
        announcer.join(listener(stuck), null);

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
        announcer.join(listener("one", () -> {}, one), null);
        announcer.join(listener("other", () -> {}, other), null);
        announcer.join(listener("gone", () -> {}, gone), null);
        gone.closed = true;
        DistributionCall call = new DistributionCall(
                new BankVersion("bank", 3), 7, Priority.HIGH, Set.of(new ViewerId("one"), new ViewerId("gone")));

        announcer.announce(call);

        assertThat(one.ids).containsExactly("bank:7");
        assertThat(other.ids).isEmpty();
        assertThat(call.told()).containsExactly("one");
    }

    /** Its version is that of the round before: the id must tell them apart, or a listener that resumes loses it. */
    @Test
    void join_afterARoundThatPublishedOnlyAnItemModel_tellsIt() {
        announcer.announce(round(7, 3));
        announcer.announce(round(8, 3));
        Sink sink = new Sink(true);

        announcer.join(listener(sink), "bank:7");

        assertThat(sink.ids).containsExactly("bank:8");
    }

    /** A viewer that opens streams without end must cost no more than four, and the newest are the ones that live. */
    @Test
    void join_aFifthOfOneCaller_endsTheOldestOfItsOwn() {
        Sink other = new Sink(true);
        announcer.join(listener("other", () -> {}, other), null);
        List<Sink> own = new ArrayList<>();
        for (int i = 0; i <= Announcer.MAX_OF_ONE; i++) {
            own.add(new Sink(true));
            announcer.join(listener("one", () -> {}, own.getLast()), null);
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
            announcer.join(listener("viewer" + i, () -> {}, all.getLast()), null);
        }

        assertThatThrownBy(() -> announcer.join(listener("late", () -> {}, new Sink(true)), null))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(Refusal.Code.RATE_LIMITED));

        all.get(5).closed = true;
        announcer.join(listener("late", () -> {}, new Sink(true)), null);
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
                null);
        Sink broken = new Sink(true);
        announcer.join(
                listener(
                        "broken",
                        () -> {
                            throw new IllegalStateException("a bug, on purpose");
                        },
                        broken),
                null);
        Sink good = new Sink(true);
        announcer.join(listener(good), null);

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
        announcer.join(listener(sink), null);
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
                null);
        announcer.check();
        assertThat(sink.closed).isFalse();

        removed[0] = true;
        announcer.check();

        assertThat(sink.closed).isTrue();
        assertThat(sink.comments).as("a check says nothing").isEqualTo(1);
    }
}
