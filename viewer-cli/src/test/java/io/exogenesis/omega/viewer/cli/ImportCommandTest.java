package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.track.WatchedTitles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {
    @TempDir
    Path directory;

    private Path data(String name) {
        return directory.resolve(name);
    }

    @Test
    void exportThenImport_givesTheSameHistory_andASecondTimeNothing() {
        Path old = data("old");
        CommandRun.of(old, "", "track", "rating", "m-1", "4.5");
        CommandRun.of(old, "", "track", "view", "m-2", "95", "--completed");
        CommandRun.of(old, "", "track", "view", "m-3", "25");
        CommandRun.of(old, "", "track", "skip", "m-4", "4");
        CommandRun.of(old, "", "track", "share", "m-2");
        CommandRun.of(old, "", "track", "rating", "m-2", "2");
        String exported = CommandRun.of(old, "", "export").out();
        assertThat(exported.lines().findFirst()).hasValue("{\"format\":\"omega-history\",\"version\":1}");

        CommandRun first = CommandRun.of(data("new"), exported, "import", "-", "--json");
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.json().get("imported").getAsInt()).isEqualTo(4);
        List<JsonObject> before = lines(exported);
        List<JsonObject> after = lines(CommandRun.of(data("new"), "", "export").out());
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            same(after.get(i), before.get(i));
        }

        JsonObject second =
                CommandRun.of(data("new"), exported, "import", "-", "--json").json();
        assertThat(second.get("imported").getAsInt()).isZero();
        assertThat(second.get("known").getAsInt()).isEqualTo(4);
    }

    private static List<JsonObject> lines(String exported) {
        return exported.lines()
                .skip(1)
                .map(l -> JsonParser.parseString(l).getAsJsonObject())
                .toList();
    }

    private static void same(JsonObject actual, JsonObject expected) {
        for (String name : List.of("mediaId", "at", "rating", "watches", "liking")) {
            assertThat(actual.get(name)).as(name).isEqualTo(expected.get(name));
        }
        assertThat(actual.get("engagement").getAsDouble())
                .isCloseTo(expected.get("engagement").getAsDouble(), within(1e-5));
    }

    @Provide
    Arbitrary<List<ViewerEvent>> watched() {
        MediaId media = new MediaId("m");
        Instant at = Instant.parse("2026-01-01T20:00:00Z");
        Arbitrary<ViewerEvent> view = Arbitraries.longs()
                .between(0, 300)
                .map(m -> new ViewerEvent.View(media, Duration.ofMinutes(m), m % 7 == 0, at));
        Arbitrary<ViewerEvent> skip =
                Arbitraries.longs().between(0, 60).map(m -> new ViewerEvent.Skip(media, Duration.ofMinutes(m), at));
        Arbitrary<ViewerEvent> rating =
                Arbitraries.integers().between(0, 10).map(r -> new ViewerEvent.Rating(media, r / 2.0, at));
        Arbitrary<ViewerEvent> share = Arbitraries.just(new ViewerEvent.Share(media, at));
        return Arbitraries.oneOf(view, view, skip, rating, share)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    /** Would catch a title that comes back with another liking, whatever led to it. */
    @Property(tries = 300)
    void importedEvents_leadToTheSameTitle(@ForAll("watched") List<ViewerEvent> events) {
        WatchedTitles original = new WatchedTitles();
        events.forEach(original::apply);
        if (original.size() == 0) {
            return;
        }
        WatchedTitle title = original.oldestFirst().getFirst();
        WatchedTitles back = new WatchedTitles();
        ImportedEvents.of(title).forEach(back::apply);
        WatchedTitle again = back.oldestFirst().getFirst();
        assertThat(again.engagement()).isCloseTo(title.engagement(), within(1e-5));
        assertThat(again.rating()).isEqualTo(title.rating());
        assertThat(again.watches()).isEqualTo(title.watches());
        assertThat(again.at()).isEqualTo(title.at());
        assertThat(again.liking()).isEqualTo(title.liking());
    }

    // Would catch a view that comes back a thousandth of a second shorter, on the other side of the border.
    @Test
    void importedEvents_atTheBorderOfLiking_staysOnItsSide() {
        WatchedTitles original = new WatchedTitles();
        original.apply(new ViewerEvent.View(new MediaId("m"), Duration.ofMinutes(80), false, Instant.EPOCH));
        WatchedTitle title = original.oldestFirst().getFirst();
        assertThat(title.engagement()).isEqualTo(.75);
        assertThat(ImportedEvents.of(title))
                .containsExactly(new ViewerEvent.View(new MediaId("m"), Duration.ofMinutes(80), false, Instant.EPOCH));
    }

    /** The broken line is the third; nothing of the file may be taken. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mediaId\":",
                "[]",
                "{\"mediaId\":\"x\"}",
                "{\"mediaId\":\"x\",\"at\":\"yesterday\",\"watches\":1}",
                "{\"mediaId\":\"x\",\"at\":\"2026-01-01T00:00:00Z\",\"rating\":7}",
                "{\"mediaId\":\"x\",\"at\":\"2026-01-01T00:00:00Z\",\"rating\":NaN}",
                "{\"mediaId\":\"x\",\"at\":\"2026-01-01T00:00:00Z\",\"watches\":-1}",
                "{\"mediaId\":\"x\",\"at\":\"2026-01-01T00:00:00Z\",\"watches\":\"many\"}",
                "{\"mediaId\":\"x\",\"at\":\"2026-01-01T00:00:00Z\"}",
                "{\"mediaId\":{},\"at\":\"2026-01-01T00:00:00Z\",\"watches\":1}",
                "{\"format\":\"omega-history\",\"version\":1}",
                "LONG"
            })
    void brokenLine_isNamedByItsNumberAndNothingIsTaken(String third) throws Exception {
        String line = third.equals("LONG")
                ? "{\"mediaId\":\"" + "x".repeat(10 << 20) + "\",\"at\":\"2026-01-01T00:00:00Z\",\"watches\":1}"
                : third;
        Path file = Files.writeString(
                directory.resolve("h.jsonl"),
                "{\"format\":\"omega-history\",\"version\":1}\n"
                        + "{\"mediaId\":\"good\",\"at\":\"2026-01-01T00:00:00Z\",\"rating\":4}\n" + line + "\n");
        CommandRun broken = CommandRun.of(data("new"), "", "import", file.toString());
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.problem())
                .contains("line 3: ", "nothing was imported")
                .hasSizeLessThan(500);
        assertThat(CommandRun.of(data("new"), "", "export").out().lines()).hasSize(1);
    }

    @Test
    void newerFormat_isRefused() {
        CommandRun newer = CommandRun.of(data("new"), "{\"format\":\"omega-history\",\"version\":2}\n", "import", "-");
        assertThat(newer.exit()).isEqualTo(1);
        assertThat(newer.problem()).contains("line 1", "\"version\":1");
    }

    @Test
    void fileThatIsNotThere_failsInOneLine() {
        CommandRun none = CommandRun.of(data("new"), "", "import", data("none").toString());
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.problem()).contains("there is no file");
    }

    /** A title that was watched here later than in the file stays as it is. */
    @Test
    void olderThanTheMemory_staysAsItIs() {
        CommandRun.of(data("new"), "", "track", "rating", "m", "1");
        CommandRun.of(data("new"), "{\"mediaId\":\"m\",\"at\":\"2001-01-01T00:00:00Z\",\"rating\":5}\n", "import", "-");
        assertThat(CommandRun.of(data("new"), "", "export").out()).contains("\"rating\":1.0");
    }
}
