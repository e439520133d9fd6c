package io.exogenesis.omega.lab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of reading, columns by name, RecBole's files and implicit feedback. */
class ReadOptionsTest {
    private static final ReadOptions IMPLICIT = ReadOptions.STRICT.withImplicit();

    @TempDir
    private Path dir;

    private Reading read(ReadOptions options) {
        Terminal silent =
                Terminal.plain(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        return RatingsReader.read(dir, options, silent);
    }

    private void plain(String text) throws IOException {
        Files.writeString(dir.resolve("mine.csv"), text);
    }

    private static List<RatingEvent> events(Reading read) {
        return read.data().viewers().getFirst().events();
    }

    @Test
    void read_recBole_titlesYearsGenresAndRatings() throws IOException {
        Files.writeString(
                dir.resolve("ml-100k.inter"),
                "user_id:token\titem_id:token\trating:float\ttimestamp:float\n7\t2\t4.0\t881250950.0\n7\t1\t2\t881250949\n");
        Files.writeString(
                dir.resolve("ml-100k.item"),
                "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n"
                        + "1\tToy Story\t1995\tAnimation Children's Comedy\n2\tUsual Suspects, The\t1995.0\tCrime Film-Noir\n"
                        + "3\t\t\t\n");
        Files.writeString(dir.resolve("ml-100k.user"), "user_id:token\tage:token\n7\t24\n");
        Reading read = read(ReadOptions.STRICT);
        assertThat(read.data().items())
                .extracting(MediaItem::text)
                .containsExactly(
                        "Toy Story (1995). Genres: Animation, Children's, Comedy.",
                        "The Usual Suspects (1995). Genres: Crime, Film-Noir.",
                        "3.");
        assertThat(events(read)).containsExactly(new RatingEvent(0, 2, 881250949), new RatingEvent(1, 4, 881250950));
        assertThat(read.recognised())
                .contains("RecBole atomic files: ml-100k.item (tab, UTF-8), ml-100k.inter (tab, UTF-8)")
                .contains("titles without a text, called by their ids: 1");
    }

    @Test
    void read_recBoleWithoutRatingsOrTitles_implicitOnly() throws IOException {
        Path inter = dir.resolve("shop.inter");
        Files.writeString(
                inter, "user_id:token\titem_id:token\ttimestamp:float\nann\tx\t1600000000\nann\ty\t1600000001\n");
        CaseFiles.pack(inter);
        assertThatThrownBy(() -> read(ReadOptions.STRICT)).hasMessageContaining("has no ratings: --implicit");
        Reading read = read(IMPLICIT);
        assertThat(events(read))
                .extracting(RatingEvent::rating)
                .containsExactly(RatingEvent.IMPLICIT, RatingEvent.IMPLICIT);
        assertThat(read.recognised()).contains("implicit: each row a like");
        Files.writeString(dir.resolve("shop.part2.inter"), "user_id:token\titem_id:token\n");
        assertThatThrownBy(() -> read(IMPLICIT)).hasMessageContaining("several .inter files");
    }

    /** A watch is known with all that were before it and none that come after: a later one must not leak into a split. */
    @Test
    void read_repeatedEvents_countsUpToEach() throws IOException {
        plain("user,item,time\nann,x,978300010\nann,y,978300020\nann,x,978300030\nann,x,978300040\nann,x,978300040\n");
        Reading read = read(IMPLICIT);
        assertThat(events(read)).extracting(RatingEvent::count).containsExactly(1f, 1f, 2f, 3f);
        assertThat(read.recognised()).contains("repeated rows counted once: 1");
    }

    /** Without times nothing tells a repeated watch from a repeated line: the option says that rows are events. */
    @Test
    void read_repeatedRowsWithoutTimes_countsOrOneRating() throws IOException {
        plain("user,item\nann,x\nann,y\nann,x\n");
        assertThat(events(read(IMPLICIT))).extracting(RatingEvent::count).containsExactly(1f, 1f, 2f);
        plain("user,item,rating\nann,x,4\nann,y,3\nann,x,4\n");
        assertThat(events(read(ReadOptions.STRICT)))
                .extracting(RatingEvent::item)
                .containsExactly(0, 1);
    }

    @Test
    void read_columnOfCounts_isTheCount() throws IOException {
        plain("userID\tartistID\tweight\nann\tx\t13883\nann\ty\t2\n");
        assertThatThrownBy(() -> read(ReadOptions.STRICT)).hasMessageContaining("--implicit takes counts as likes");
        Reading read = read(IMPLICIT);
        assertThat(events(read)).extracting(RatingEvent::count).containsExactly(13883f, 2f);
        assertThat(read.recognised()).contains("its value (2 to 13883) a count");
        plain("userID,artistID,weight\nann,x,0\n");
        assertThatThrownBy(() -> read(IMPLICIT))
                .hasMessageContaining("mine.csv:2: with --implicit a rating is a count above 0");
    }

    @Test
    void read_columnsOption_namesOrNumbers() throws IOException {
        plain("who;what;how;when\nann;x;4;978300002\nann;y;5;978300001\n");
        assertThatThrownBy(() -> read(ReadOptions.STRICT)).hasMessageContaining("say --columns viewer=NAME");
        Map<Column, String> names =
                Map.of(Column.VIEWER, "who", Column.ITEM, "what", Column.RATING, "HOW", Column.TIMESTAMP, "when");
        assertThat(events(read(ReadOptions.STRICT.withColumns(names))))
                .containsExactly(new RatingEvent(1, 5, 978300001), new RatingEvent(0, 4, 978300002));
        plain("978300002,4,x,ann\n978300001,5,y,ann\n");
        Map<Column, String> numbers =
                Map.of(Column.VIEWER, "4", Column.ITEM, "3", Column.RATING, "2", Column.TIMESTAMP, "1");
        assertThat(events(read(ReadOptions.STRICT.withColumns(numbers))))
                .containsExactly(new RatingEvent(1, 5, 978300001), new RatingEvent(0, 4, 978300002));
        assertThatThrownBy(() -> read(ReadOptions.STRICT.withColumns(Map.of(Column.ITEM, "9"))))
                .hasMessageContaining("--columns item=9 names no column of 978300002,4,x,ann");
    }

    /** The order of a file without a header is believed, so it is said: many have the item first. */
    @Test
    void read_noHeader_orderIsSaid() throws IOException {
        plain("ann,x,4,978300002\nann,y,5,978300001\n");
        assertThat(read(ReadOptions.STRICT).recognised())
                .contains("columns without a header viewer,item,rating,timestamp");
        plain("ann,x,4\nann,y,5\n");
        assertThat(read(ReadOptions.STRICT).recognised())
                .contains("columns without a header viewer,item,rating; no timestamps");
    }

    /** Which of two columns is meant must not be guessed. */
    @Test
    void read_twoColumnsForOne_refusedUnlessOneHasTheVeryName() throws IOException {
        plain("user_id,movie_id,stars,date,time\nann,x,4,2001-01-01,978300007\n");
        assertThatThrownBy(() -> read(ReadOptions.STRICT))
                .hasMessageContaining("mine.csv:1: the columns date and time could both be the timestamp");
        plain("user_id,movie_id,stars,date,timestamp\nann,x,4,2001-01-01,978300007\n");
        assertThat(events(read(ReadOptions.STRICT))).containsExactly(new RatingEvent(0, 4, 978300007));
    }

    @ParameterizedTest
    @CsvSource({
        "100000,100000",
        "1e+05,100000",
        "1.5E+03,1500",
        "1.0E5,100000",
        "100000.0,100000",
        "12e5,12e5", // hexadecimal
        "007,007",
        "1.5,1.5",
        "1e+99,1e+99",
        "tt01,tt01"
    })
    void id_numbersInOtherForms_oneId(String text, String id) {
        assertThat(Values.id(text, "id")).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"1:10,8,4", "1:10,10,5", "1:10,1,.5", "0:100,50,2.75", "-10:10,-10,.5", "1:5,5,5", ".5:5,3.7,3.7"})
    void scale_linear(String scale, double rating, double stars) {
        assertThat(Scale.of(scale).stars(rating)).isEqualTo(stars);
    }

    @Test
    void scale_ratingBeyondIt_refusedWithTheLine() throws IOException {
        plain("viewer,item,rating\na,x,7\na,y,11\n");
        assertThatThrownBy(() -> read(ReadOptions.STRICT.scaled(Scale.of("1:10"))))
                .hasMessageContaining("mine.csv:3: a rating is between 1 and 10, not 11, by --scale");
    }

    @Test
    void read_bothPlainAndPacked_refused() throws IOException {
        plain("viewer,item,rating\na,x,7\na,y,11\n");
        Files.copy(dir.resolve("mine.csv"), dir.resolve("ratings.csv"));
        Files.copy(dir.resolve("mine.csv"), dir.resolve("again.csv"));
        CaseFiles.pack(dir.resolve("again.csv"));
        Files.move(dir.resolve("again.csv.gz"), dir.resolve("ratings.csv.gz"));
        assertThatThrownBy(() -> read(ReadOptions.STRICT)).hasMessageContaining("which one is meant");
    }

    @Test
    void read_tornGzip_refusedInOneLine() throws IOException {
        plain("viewer,item,rating\n" + "a,x,4\n".repeat(5000));
        CaseFiles.pack(dir.resolve("mine.csv"));
        byte[] bytes = Files.readAllBytes(dir.resolve("mine.csv.gz"));
        Files.write(dir.resolve("mine.csv.gz"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> read(ReadOptions.STRICT))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("mine.csv.gz cannot be read");
    }

    /** A mark that does not end swallows the file; it must not be taken for one long field, nor for a row to be skipped. */
    @Test
    void read_quoteWithoutEnd_refusedWithItsLine() throws IOException {
        plain("viewer,item,rating\na,x,4\na,\"y,3\n" + "a,z,5\n".repeat(5000));
        assertThatThrownBy(() -> read(ReadOptions.STRICT.skipping(10)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("quotation mark that does not end");
    }
}
