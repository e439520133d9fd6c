package io.exogenesis.omega.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.stream.Streams.Sink;
import io.exogenesis.omega.wire.v1.Refusal;
import org.junit.jupiter.api.Test;

class BroadcastTest {
    private final Broadcast broadcast = new Broadcast(2);

    private static Listener listener(Sink sink) {
        return Streams.listener(sink);
    }

    @Test
    void tell_twoListeners_bothHear_andWhoStandsStillIsLetGo() {
        Sink reads = new Sink(true);
        Sink stuck = new Sink(false);
        broadcast.join(listener(reads));
        broadcast.join(listener(stuck));

        for (int i = 0; i < Listener.MAX_QUEUED + 2; i++) {
            broadcast.tell("now", "{}");
        }
        broadcast.check();

        assertThat(stuck.closed).isTrue();
        assertThat(reads.closed).isFalse();
        assertThat(reads.comments)
                .as("one comment and all events, which have no id")
                .isEqualTo(Listener.MAX_QUEUED + 3);
        assertThat(broadcast.size()).isEqualTo(1);
    }

    @Test
    void join_moreThanThereIsRoomFor_isRefused_untilSomebodyLeaves() {
        Sink first = new Sink(true);
        broadcast.join(listener(first));
        broadcast.join(listener(new Sink(true)));

        assertThatThrownBy(() -> broadcast.join(listener(new Sink(true)))).isInstanceOf(RefusedException.class);
        first.close();
        broadcast.join(listener(new Sink(true)));

        assertThat(broadcast.size()).isEqualTo(2);
    }

    @Test
    void check_whoMayNotListenAnyMore_isLetGo() {
        Sink sink = new Sink(true);
        boolean[] may = {true};
        broadcast.join(Streams.listener(
                "operator",
                () -> {
                    if (!may[0]) {
                        throw new RefusedException(Refusal.Code.UNAUTHENTICATED, "over");
                    }
                },
                sink));
        broadcast.check();
        assertThat(sink.closed).isFalse();
        may[0] = false;

        broadcast.check();

        assertThat(sink.closed).isTrue();
        assertThat(broadcast.isEmpty()).isTrue();
    }
}
