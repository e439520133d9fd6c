package io.exogenesis.omega.core.stream;

import static io.exogenesis.omega.core.stream.Streams.head;
import static io.exogenesis.omega.core.stream.Streams.listener;
import static io.exogenesis.omega.core.stream.Streams.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.stream.Streams.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listener hears that comes back, whatever it says that it saw last. */
class StreamResumptionTest {
    private static final long NOW = 9;

    /** As after a restart: nothing was announced yet, and the bank is at round 9. */
    private final Announcer announcer = new Announcer(() -> head("bank", NOW));

    private final Sink sink = new Sink(true);

    /** Who came back after a restart waited for the next round, which may be a day away. */
    @Test
    void join_afterARestart_withAnOlderRound_tellsWhereTheBankIs() {
        announcer.join(listener(sink), "bank:7");

        assertThat(sink.ids).containsExactly("bank:9");
    }

    @Test
    void join_afterARestart_withTheNewestRound_tellsNothing() {
        announcer.join(listener(sink), "bank:9");

        assertThat(sink.ids).isEmpty();
    }

    /** The id of another bank was taken for one of this: a listener of a Core that was set up anew missed all of its rounds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "another:9",
                "another:2",
                "bank:10000",
                "garbage",
                "",
                ":",
                "bank:",
                "9 OR 1=1",
                "bank:99999999999999999999"
            })
    void join_withAnIdThatIsNotOfThisBank_tellsWhereTheBankIs(String lastSeen) {
        announcer.join(listener(sink), lastSeen);

        assertThat(sink.ids).containsExactly("bank:9");
    }

    /** Ids of earlier releases. */
    @Test
    void join_withARoundAlone_isTakenForOneOfThisBank() {
        announcer.announce(version(NOW + 1));

        announcer.join(listener(sink), "9");

        assertThat(sink.ids).containsExactly("bank:10");
    }

    @Test
    void join_withoutAnId_hearsOfWhatComes() {
        announcer.join(listener(sink), null);
        announcer.announce(version(NOW + 1));

        assertThat(sink.ids).containsExactly("bank:10");
    }

    /** Part of what was missed looked like all of it. */
    @Test
    void join_whenPartOfWhatWasMissedIsForgotten_tellsOnceWhereTheBankIs() {
        for (long round = NOW + 1; round <= NOW + 5; round++) {
            announcer.announce(version(round));
        }

        announcer.join(listener(sink), "bank:4");

        assertThat(sink.ids).containsExactly("bank:14");
    }
}
