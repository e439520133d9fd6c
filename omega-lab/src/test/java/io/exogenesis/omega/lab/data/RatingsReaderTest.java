package io.exogenesis.omega.lab.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.lab.Shared;
import io.exogenesis.omega.model.MediaItem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatingsReaderTest {
    private static final String MOVIES = """
            movieId,title,genres
            1,Toy Story (1995),Adventure|Animation
            2,"American President, The (1995)",Comedy|Drama
            11,""" + "\"Say \"\"Hi\"\"\",(no genres listed)\n";
    private static final String RATINGS = """
            userId,movieId,rating,timestamp
            10,2,3.5,978300200
            2,1,4.0,978300100
            2,11,5.0,978300050
            2,2,1.0,978300050
            """;

    @TempDir
    private Path dir;

    private void write(String name, String text, Charset charset) throws IOException {
        Files.write(dir.resolve(name), text.getBytes(charset));
    }

    private void latest(String movies, String ratings) throws IOException {
        write("movies.csv", movies, UTF_8);
        write("ratings.csv", ratings, UTF_8);
    }

    private static List<Integer> itemsOf(Dataset data, int viewer) {
        return data.viewers().get(viewer).events().stream()
                .map(RatingEvent::item)
                .toList();
    }

    @Test
    void read_latest_titlesYearsGenresAndQuotes() throws IOException {
        latest(MOVIES, RATINGS);
        Dataset data = RatingsReader.read(dir);
        assertThat(data.items())
                .extracting(MediaItem::title)
                .containsExactly("Toy Story", "The American President", "Say \"Hi\"");
        assertThat(data.items().get(0).year()).isEqualTo(OptionalInt.of(1995));
        assertThat(data.items().get(0).text()).isEqualTo("Toy Story (1995). Genres: Adventure, Animation.");
        assertThat(data.items().get(2).genres()).isEmpty();
        assertThat(data.name()).contains("MovieLens latest");
        assertThat(data.simulated()).isFalse();
    }

    /** Catches ids ordered as words ("10" before "2") and ties of the timestamp left in the order of the file. */
    @Test
    void read_ties_viewersByNumberEventsByTimeThenItem() throws IOException {
        latest(MOVIES, RATINGS);
        Dataset data = RatingsReader.read(dir);
        assertThat(data.viewers()).extracting(ViewerHistory::id).containsExactly("2", "10");
        assertThat(itemsOf(data, 0)).containsExactly(1, 2, 0);
    }

    @Test
    void read_100k_latin1AndGenreFlags() throws IOException {
        write(
                "u.item",
                "1|Les Misérables (1995)|01-Jan-1995||http://x|0|0|0|0|0|0|0|0|1|0|0|0|1|0|0|0|0|0|0\n"
                        + "2|unknown||||1|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0\n",
                ISO_8859_1);
        write("u.data", "7\t1\t4\t881250949\n7\t2\t2\t881250950\n", ISO_8859_1);
        Dataset data = RatingsReader.read(dir);
        assertThat(data.items().get(0).text()).isEqualTo("Les Misérables (1995). Genres: Drama, Musical.");
        assertThat(data.items().get(1).text()).isEqualTo("unknown.");
        assertThat(data.viewers().get(0).events())
                .containsExactly(new RatingEvent(0, 4, 881250949), new RatingEvent(1, 2, 881250950));
    }

    @Test
    void read_1m_doubleColons() throws IOException {
        write("movies.dat", "1::Léon: The Professional (1994)::Crime|Drama\n", ISO_8859_1);
        write("ratings.dat", "1::1::5::978300760\n", ISO_8859_1);
        Dataset data = RatingsReader.read(dir);
        assertThat(data.items().get(0).text()).isEqualTo("Léon: The Professional (1994). Genres: Crime, Drama.");
        assertThat(data.events()).isEqualTo(1);
    }

    /** An editor's mark in front of a Latin-1 file would make a viewer of its own of the first line. */
    @Test
    void read_byteOrderMark_noPartOfTheFirstId() throws IOException {
        write("movies.dat", "\u00EF\u00BB\u00BF1::Heat (1995)::Crime\n", ISO_8859_1);
        write("ratings.dat", "\u00EF\u00BB\u00BF1::1::5::978300760\n1::1::4::978300761\n", ISO_8859_1);
        assertThat(RatingsReader.read(dir).viewers())
                .extracting(ViewerHistory::id)
                .containsExactly("1");
    }

    /** A decoder that reads ahead blames a line far before the bad byte. */
    @Test
    void read_badByteFarDown_itsOwnLineIsNamed() throws IOException {
        latest(MOVIES, RATINGS + "2,1,4.0,978300100\n".repeat(2_000));
        byte[] bytes = Files.readAllBytes(dir.resolve("ratings.csv"));
        bytes[bytes.length - 3] = (byte) 0xff;
        Files.write(dir.resolve("ratings.csv"), bytes);
        assertThatThrownBy(() -> RatingsReader.read(dir))
                .hasMessageStartingWith(dir.resolve("ratings.csv") + ":2005: ")
                .hasMessageContaining("no time");
    }

    @Test
    void read_plain_titlesAreTheIds() throws IOException {
        write(
                "mine.csv",
                "viewer,item,rating,timestamp\r\nann,film-b,4,978300002\r\nann,film-a,5,978300001\r\n",
                UTF_8);
        Dataset data = RatingsReader.read(dir);
        assertThat(data.items()).extracting(i -> i.id().value()).containsExactly("film-b", "film-a");
        assertThat(itemsOf(data, 0)).containsExactly(1, 0);
    }

    /** The first rating must not be taken for a header, nor an unknown header for a rating. */
    @Test
    void read_plainWithoutHeader_theFirstLineIsARating() throws IOException {
        write("mine.csv", "ann,film-b,4,978300002\nann,film-a,5,978300001\n", UTF_8);
        assertThat(itemsOf(RatingsReader.read(dir), 0)).containsExactly(1, 0);
        write("mine.csv", "user,title,stars,when\nann,film-a,5,978300001\n", UTF_8);
        assertThatThrownBy(() -> RatingsReader.read(dir))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("mine.csv:1: expected the header viewer,item,rating,timestamp");
    }

    /** Without times nothing but the order of the file is known; sorting by item would make one up. */
    @ParameterizedTest
    @ValueSource(strings = {"viewer,item,rating\n", ""})
    void read_plainWithoutTimestamps_inTheOrderOfTheFile(String header) throws IOException {
        write("mine.csv", header + "ann,z,4\nbob,a,3\nann,a,5\n", UTF_8);
        Dataset data = RatingsReader.read(dir);
        assertThat(itemsOf(data, 0)).containsExactly(0, 1);
        assertThat(data.name()).contains("no timestamps");
        write("mine.csv", header + "ann,z,4\nbob,a,3,7\n", UTF_8);
        assertThatThrownBy(() -> RatingsReader.read(dir)).hasMessageContaining("expected 3 fields");
    }

    /** Each broken line must be named by file and number, whatever is wrong with it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2,1,4.0                ; expected 4 fields",
                "2,1,four,100           ; the rating is not a number",
                "2,1,9,100              ; between 0.5 and 5, not 9: --scale MIN:MAX",
                "2,1,0,100              ; between 0.5 and 5",
                "2,1,NaN,100            ; the rating is not a number",
                "2,1,4f,100             ; the rating is not a number",
                "2,1,1e999,100          ; between 0.5 and 5",
                "2,1,4.0,yesterday      ; no time since 1970",
                "2,1,4.0,7/30/2000      ; no time since 1970",
                "2,1,4.0,2000-13-01     ; no date since 1970",
                "2,1,4.0,1969-12-31     ; no date since 1970",
                "2,1,4.0,-5             ; no time since 1970",
                "2,1,4.0,               ; no time since 1970",
                "2,999,4.0,100          ; item 999 is not in movies.csv",
                ",1,4.0,100             ; viewer id",
                "2,\"1,4.0,100          ; quoted field"
            })
    void read_brokenLine_fileLineAndReason(String line, String reason) throws IOException {
        latest(MOVIES, RATINGS + line + "\n");
        assertThatThrownBy(() -> RatingsReader.read(dir))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(dir.resolve("ratings.csv") + ":6: ")
                .hasMessageContaining(reason)
                .hasMessageContaining("--skip-broken N")
                .hasMessageNotContaining("\n");
    }

    /** An id that is no number in a MovieLens file is a line of something else. */
    @Test
    void read_100kWithAWord_viewerIdRefused() throws IOException {
        write("u.item", "1|A (1995)|||" + "|0".repeat(19) + "\n", ISO_8859_1);
        write("u.data", "ann\t1\t4\t881250949\n", ISO_8859_1);
        assertThatThrownBy(() -> RatingsReader.read(dir))
                .hasMessageContaining("u.data:1: the viewer id is not a number");
    }

    @Test
    void read_titleTwiceWithAnotherText_refused() throws IOException {
        latest(MOVIES + "1,Again (2000),Drama\n", RATINGS);
        assertThatThrownBy(() -> RatingsReader.read(dir))
                .hasMessageContaining("movies.csv:5: item 1")
                .hasMessageContaining("second");
    }

    @Test
    void read_missingOrHalf_saysWhatIsMissing() throws IOException {
        assertThatThrownBy(() -> RatingsReader.read(dir.resolve("nowhere"))).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> RatingsReader.read(dir)).hasMessageContaining("expected ratings.csv and movies.csv");
        write("ratings.csv", RATINGS, UTF_8);
        assertThatThrownBy(() -> RatingsReader.read(dir)).hasMessageContaining("movies.csv is missing");
        Files.delete(dir.resolve("ratings.csv"));
        write("movies.csv", MOVIES, UTF_8);
        assertThatThrownBy(() -> RatingsReader.read(dir)).hasMessageContaining("ratings.csv is missing");
    }

    @Test
    void read_emptyOrBinary_refusedInOneLine() throws IOException {
        latest(MOVIES, "userId,movieId,rating,timestamp\n");
        assertThatThrownBy(() -> RatingsReader.read(dir)).hasMessageContaining("no ratings");
        Files.write(dir.resolve("ratings.csv"), new byte[] {'u', (byte) 0xff, (byte) 0xfe, '\n'});
        assertThatThrownBy(() -> RatingsReader.read(dir))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("ratings.csv:1: expected the header");
    }

    @Test
    void read_realRatings_theKnownCounts() {
        Dataset data = RatingsReader.read(Shared.mlLatestSmall());
        assertThat(data.items()).hasSize(9742);
        assertThat(data.viewers()).hasSize(610);
        assertThat(data.events()).isEqualTo(100_836);
        assertThat(LastSplit.of(data).stream().filter(p -> p.target().isPresent()))
                .hasSize(603);
    }
}
