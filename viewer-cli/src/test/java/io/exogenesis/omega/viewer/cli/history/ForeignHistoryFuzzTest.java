package io.exogenesis.omega.viewer.cli.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of other services: entries that can be told as events, or one line that names the file. */
class ForeignHistoryFuzzTest {
    private static final TitleIndex INDEX = new TitleIndex(List.of(
            MediaItem.builder(new MediaId("1"), "Heat")
                    .year(1995)
                    .kind(MediaItem.Kind.MOVIE)
                    .build(),
            MediaItem.builder(new MediaId("2"), "Lost, The (A.k.a. Loß)")
                    .kind(MediaItem.Kind.SERIES)
                    .build()));

    static Stream<Arguments> files() {
        return Stream.of(
                        "\ufeffTitle,Date\n\"Heat\",\"9/13/23\"\n\"Lost: Season 1: \"\"Pilot\"\"\",\"31.12.22\"\n",
                        "Titel,Datum\r\nHeat,2023-01-05\r\n",
                        "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type\nA,2023-01-01 20:00:00,"
                                + "999:59:59,,Heat,\nA,2023-01-01 22:00:00,00:00:01,,Heat,TRAILER\n",
                        "Date,Name,Year,Letterboxd URI,Rating,Review\n2023-09-13,\"Heat, or so\",1995,u,4.5,\"a\nb\"\n",
                        "Const,Your Rating,Date Rated,Title,Original Title,Title Type,Year\ntt1,9,2023-09-13,Heat,H,TV Episode,1995\n",
                        "[{\"rated_at\":\"2023-09-13T20:11:05.000Z\",\"rating\":8,\"movie\":{\"title\":\"Heat\",\"year\":1995}},"
                                + "{\"watched_at\":null,\"show\":{\"title\":null,\"year\":null},\"episode\":{\"a\":[1]}}]",
                        "[{\"listed_at\":\"x\",\"movie\":null}]",
                        "[".repeat(3_000),
                        "Title,Date\n\"Heat,9/13/23\n",
                        "Title,Date\n(,), The: L': : \" ,1/1/1\n",
                        "")
                .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
    }

    @MethodSource("files")
    @FuzzTest // must come last
    void read_anyFile_entriesOrOneLine(byte[] data) throws IOException {
        ForeignHistory history;
        try {
            history = ForeignHistory.read(HistoryFile.read("some-file", new ByteArrayInputStream(data)), "");
        } catch (ViewerException e) {
            assertThat(e.getMessage()).contains("some-file").hasLineCount(1).hasSizeLessThan(600);
            return;
        }
        for (ForeignEntry entry : history.entries()) {
            assertThat(INDEX.find(entry.title())).isNotNull();
            assertThat(entry.event(new MediaId("1")).at()).isEqualTo(entry.at());
        }
    }
}
