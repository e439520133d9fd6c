package io.exogenesis.omega.core.healing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.core.healing.HealingEvent.By;
import io.exogenesis.omega.core.healing.HealingEvent.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The file of healing events, torn or touched: what is an event is read, and the next one is written behind it. */
class EventFileFuzzTest {
    private static final int KEPT = 4;
    private static final HealingEvent NEXT =
            new HealingEvent(77, Instant.EPOCH, By.values()[0], "s", Outcome.values()[0], "r", "a", "p");

    @TempDir
    static Path directory;

    static Stream<Arguments> files() {
        String line = "{\"number\":%s,\"at\":\"1970-01-01T00:00:00Z\",\"by\":\"supervisor\",\"subject\":\"s\","
                + "\"outcome\":\"healed\",\"reason\":\"r\",\"action\":\"a\",\"prediction\":\"p\"}\n";
        String one = line.formatted("1");
        return Stream.of(
                        one + line.formatted("2"),
                        one + one.substring(0, 40),
                        line.formatted("1e999999999") + one,
                        line.formatted("-1") + "\n\n" + one,
                        one.repeat(3 * KEPT),
                        "[".repeat(5_000) + "\n" + one,
                        "{\"number\":{}}\n\"\\ud800\"\nnull\n",
                        "")
                .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
    }

    @MethodSource("files")
    @FuzzTest // must come last
    void read_anyFile_eventsAndTheNextOneBehindThem(byte[] data) throws IOException {
        Path path = directory.resolve("healing").resolve("events.jsonl");
        Files.createDirectories(path.getParent());
        Files.write(path, data);
        EventFile file = new EventFile(path, KEPT);
        List<HealingEvent> read = file.read();
        assertThat(read).hasSizeLessThanOrEqualTo(KEPT);
        List<HealingEvent> all = new ArrayList<>(read);
        all.add(NEXT);
        file.append(NEXT, all);
        List<HealingEvent> again = new EventFile(path, KEPT).read();
        assertThat(again).last().isEqualTo(NEXT);
        assertThat(all).endsWith(again.toArray(HealingEvent[]::new));
    }
}
