package io.exogenesis.omega.core.stream;

import static io.exogenesis.omega.core.stream.Streams.head;
import static io.exogenesis.omega.core.stream.Streams.listener;
import static io.exogenesis.omega.core.stream.Streams.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.door.Doors;
import io.exogenesis.omega.core.door.StreamDoor;
import io.exogenesis.omega.core.healing.HealingRule.Symptom;
import io.exogenesis.omega.core.healing.rules.SlowViewerRule;
import io.exogenesis.omega.core.stream.Streams.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SlowViewerRuleTest {
    private final Announcer announcer = new Announcer(() -> head("bank", 0));
    private final Doors doors = new Doors();
    private final SlowViewerRule rule = new SlowViewerRule(doors);

    @Test
    void heal_readerDoesNotRead_itsStreamEnds_theOthersGoOn() {
        announcer.enrol(doors);
        Sink reads = new Sink(true);
        Sink stuck = new Sink(false);
        announcer.join(listener("reads", () -> {}, reads), null);
        announcer.join(listener("stuck", () -> {}, stuck), null);
        announcer.check();
        assertThat(rule.look()).as("it may be about to read").isEmpty();

        Symptom seen = Awaitility.await().until(rule::look, s -> s.isPresent()).orElseThrow();
        assertThat(seen.reason()).startsWith("a stream waits");
        assertThat(rule.heal(seen).action()).startsWith("ended a stream");
        assertThat(rule.look()).isEmpty();
        assertThat(stuck.closed).isTrue();
        assertThat(announcer.streams()).isEqualTo(1);
        announcer.announce(version(1));
        assertThat(reads.ids).containsExactly("bank:1");
    }

    /** Would catch the one of a hundred that fell asleep a moment later, and was a fault of its own. */
    @Test
    void heal_othersHaveWaitedHalfAsLong_leaveWithTheFirst() {
        List<Duration> waiting =
                new ArrayList<>(List.of(Duration.ofMillis(2_500), Duration.ofMillis(1_500), Duration.ofMillis(500)));
        doors.enrol(new StreamDoor() {
            @Override
            public int stalled(Duration time) {
                return (int)
                        waiting.stream().filter(w -> w.compareTo(time) >= 0).count();
            }

            @Override
            public int dropStalled(Duration time) {
                int stalled = stalled(time);
                waiting.removeIf(w -> w.compareTo(time) >= 0);
                return stalled;
            }
        });
        Symptom seen = rule.look().orElseThrow();
        assertThat(seen.reason()).startsWith("a stream waits");
        assertThat(rule.heal(seen).action()).startsWith("ended 2 streams");
        assertThat(waiting).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void heal_doorFails_throws_andTheFaultStaysSeen() {
        doors.enrol(new StreamDoor() {
            @Override
            public int stalled(Duration time) {
                return 3;
            }

            @Override
            public int dropStalled(Duration time) {
                throw new IllegalStateException("the streams cannot be ended");
            }
        });
        Symptom seen = rule.look().orElseThrow();
        assertThatThrownBy(() -> rule.heal(seen)).hasMessage("the streams cannot be ended");
        assertThat(rule.look()).isPresent();
    }
}
