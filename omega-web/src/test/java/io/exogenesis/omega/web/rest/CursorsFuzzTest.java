package io.exogenesis.omega.web.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.core.port.ViewerStore.Place;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Cursors that callers made up: a place, which is given again as the same text, or the answer that says to begin again. */
class CursorsFuzzTest {

    static Stream<Arguments> cursors() {
        return Stream.of(
                        ViewerCursor.of(new Place(Instant.EPOCH, new ViewerId("v"))),
                        Cursors.of("a", "7"),
                        Cursors.of("", ""),
                        "MTpb",
                        "LTk5OTk5OTk5OTk5OTk5OTk5OTk6dg",
                        "====",
                        "A".repeat(600),
                        "")
                .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
    }

    @MethodSource("cursors")
    @FuzzTest // must come last
    void parse_anyText_aPlaceOrTheAnswerThatSaysToBeginAgain(byte[] data) {
        String cursor = new String(data, UTF_8);
        try {
            Optional<Place> place = ViewerCursor.parse(cursor);
            assertThat(place.flatMap(p -> ViewerCursor.parse(ViewerCursor.of(p))))
                    .isEqualTo(place);
        } catch (BadParameterException e) {
            assertThat(e.getMessage()).contains("begin again");
        }
        try {
            List<String> parts = Cursors.parts(cursor, 2);
            assertThat(Cursors.parts(Cursors.of(parts.toArray(String[]::new)), 2))
                    .isEqualTo(parts);
        } catch (BadParameterException e) {
            assertThat(e.getMessage()).contains("begin again");
        }
    }
}
