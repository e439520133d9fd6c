package io.exogenesis.omega.lab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.lab.Shared;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rating files as people have them: each means the same as the plain one, or is refused with the option that helps. Every case
 * was a failure of the reader before: another data set, a message that points elsewhere, or a crash of the demo.
 */
class CasesTest {
    @TempDir
    private Path dir;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Terminal terminal = Terminal.plain(new PrintStream(shown, true, StandardCharsets.UTF_8));

    private static CaseFiles files(String source) throws IOException {
        return source.equals("made") ? CaseFiles.synthetic() : CaseFiles.of(Shared.mlLatestSmall());
    }

    private Reading read(CaseFiles files, String name, ReadOptions options) throws IOException {
        Path set = Files.createDirectories(dir.resolve(name));
        files.write(name, set);
        return RatingsReader.read(set, options, terminal);
    }

    private Reading read(CaseFiles files, String name) throws IOException {
        return read(files, name, ReadOptions.STRICT);
    }

    private static void assertSame(Dataset data, Dataset base) {
        assertThat(data.items()).isEqualTo(base.items());
        assertThat(data.viewers()).isEqualTo(base.viewers());
    }

    /** Equal to the digit, and what was recognised is said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "made;shuffled;times in seconds, 2000-07-30 to",
                "made;milliseconds;times in milliseconds, 2000-07-30 to",
                "made;microseconds;times in microseconds, 2000-07-30 to",
                "made;nanoseconds;times in nanoseconds, 2000-07-30 to",
                "made;float-seconds;times in seconds, 2000-07-30 to",
                "made;iso-dates;times as ISO dates, 2000-07-30 to",
                "made;iso-spaced;times as ISO dates (no zone: taken as UTC), 2000-07-30 to",
                "made;doubled;repeated rows counted once: 108",
                "made;ml-10m;movies.dat (double colon, UTF-8)",
                "made;quoted-newline;ratings 0.5 to 5, liked from 4",
                "made;gzip;ratings.csv.gz (comma, UTF-8, gzip)",
                "made;named-columns;viewer=User_ID item=movie_id rating=rating timestamp=timestamp",
                "made;repeated-titles;titles described again in the same words: 5",
                "made;semicolon;ratings.csv (semicolon, UTF-8)",
                "made;tab;movies.csv (tab, UTF-8)",
                "made;latin-1;movies.csv (comma, ISO-8859-1)",
                "made;utf-16;movies.csv (comma, UTF-16)",
                "made;ids-of-r;MovieLens latest",
                "made;ids-of-pandas;MovieLens latest",
                "real;shuffled;times in seconds, 1996-04-12 to 2018-09-13",
                "real;milliseconds;times in milliseconds, 1996-04-12 to 2018-09-13",
                "real;float-seconds;times in seconds",
                "real;iso-dates;times as ISO dates, 1996-04-12 to 2018-09-13",
                "real;doubled;repeated rows counted once: 18,773",
                "real;ml-10m;movies.dat (double colon, UTF-8)",
                "real;quoted-newline;MovieLens latest",
                "real;gzip;ratings.csv.gz (comma, UTF-8, gzip)",
                "real;named-columns;viewer=User_ID item=movie_id",
                "real;repeated-titles;titles described again in the same words: 5",
                "real;semicolon;ratings.csv (semicolon, UTF-8)",
                "real;tab;ratings.csv (tab, UTF-8)"
            })
    void read_sameDataInAnotherForm_theSameToTheDigit(String source, String name, String said) throws IOException {
        CaseFiles files = files(source);
        Reading base = read(files, "base");
        Reading read = read(files, name);
        assertSame(read.data(), base.data());
        assertThat(read.recognised()).contains(said).doesNotContain("\n");
        assertThat(read.skipped()).isEmpty();
    }

    /** Catches a mapping that makes 3.9999 of the 8 that says "liked". */
    @ParameterizedTest
    @CsvSource({"made", "real"})
    void read_tenScale_refusedWithTheOptionAndThenTheSame(String source) throws IOException {
        CaseFiles files = files(source);
        assertThatThrownBy(() -> read(files, "ten-scale"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("ratings.csv:")
                .hasMessageContaining("--scale MIN:MAX");
        Reading read = read(files, "ten-scale", ReadOptions.STRICT.scaled(Scale.of("1:10")));
        assertSame(read.data(), read(files, "base").data());
        assertThat(read.recognised())
                .contains("ratings of 1 to 10 mapped to stars")
                .contains("liked from 8");
    }

    @ParameterizedTest
    @CsvSource({"made", "real"})
    void read_unary_refusedWithTheOptionAndThenEachALike(String source) throws IOException {
        CaseFiles files = files(source);
        assertThatThrownBy(() -> read(files, "unary"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("is the same: --implicit");
        Dataset data = read(files, "unary", ReadOptions.STRICT.withImplicit()).data();
        assertThat(data.events()).isEqualTo(files.ratings().size());
        assertThat(data.viewers())
                .allSatisfy(v -> assertThat(v.events())
                        .allSatisfy(e -> assertThat(e.liked()).isTrue())
                        .allSatisfy(e -> assertThat(e.count()).isEqualTo(1)));
    }

    @ParameterizedTest
    @CsvSource({"made", "real"})
    void read_oneBadRow_refusedByFileAndLineOrSkippedAndListed(String source) throws IOException {
        CaseFiles files = files(source);
        int line = files.ratings().size() + 2;
        assertThatThrownBy(() -> read(files, "one-bad-row"))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(dir.resolve("one-bad-row/ratings.csv") + ":" + line + ": ")
                .hasMessageContaining("--skip-broken");
        Reading read = read(files, "one-bad-row", ReadOptions.STRICT.skipping(1));
        assertSame(read.data(), read(files, "base").data());
        assertThat(read.skipped())
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("ratings.csv:" + line + ": the rating is not a number: 'x'");
        assertThat(read.recognised()).contains("broken rows skipped: 1");
    }

    /** Would catch viewers and titles that stay although all of their rows were skipped, and a limit that nobody counts. */
    @ParameterizedTest
    @CsvSource({"made", "real"})
    void read_missingTitles_refusedOrSkippedUpToTheLimit(String source) throws IOException {
        CaseFiles files = files(source);
        List<String> half = files.titles().subList(0, files.titles().size() / 2).stream()
                .map(CaseFiles.Titled::id)
                .toList();
        int missing = (int)
                files.ratings().stream().filter(r -> !half.contains(r.item())).count();
        assertThatThrownBy(() -> read(files, "missing-titles"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("is not in movies.csv (--skip-broken N");
        assertThatThrownBy(() -> read(files, "missing-titles", ReadOptions.STRICT.skipping(missing - 1)))
                .hasMessageContaining("this is broken row " + missing);
        Reading read = read(files, "missing-titles", ReadOptions.STRICT.skipping(missing));
        assertThat(read.skipped()).hasSize(missing);
        assertThat(read.data().events()).isEqualTo(files.ratings().size() - missing);
        assertThat(read.data().viewers()).noneMatch(v -> v.events().isEmpty());
    }

    /** The list in the terminal is short, the one in the file is whole; nothing is written where nothing was skipped. */
    @Test
    void tell_manySkipped_tenShownAllKept() throws IOException {
        CaseFiles files = CaseFiles.synthetic();
        Reading read = read(files, "missing-titles", ReadOptions.STRICT.skipping(1000));
        read.tell(terminal, "");
        read.keepSkipped(dir.resolve("kept"), terminal, "");
        assertThat(shown.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains("is not in movies.csv")))
                .hasSize(10);
        assertThat(Files.readAllLines(dir.resolve("kept/skipped-rows.txt"))).isEqualTo(read.skipped());
        read(files, "base").keepSkipped(dir.resolve("none"), terminal, "");
        assertThat(dir.resolve("none")).doesNotExist();
    }

    /** Times within one second keep their order, whatever they are rounded to. */
    @Test
    void read_millisecondsOfOneSecond_inTheirOrder() throws IOException {
        Files.writeString(
                dir.resolve("r.csv"),
                "viewer,item,rating,timestamp\na,x,4,1260759144900\na,y,5,1260759144100\na,b,3,1260759144500\n");
        assertThat(RatingsReader.read(dir).viewers().getFirst().events())
                .containsExactly(
                        new RatingEvent(1, 5, 1260759144),
                        new RatingEvent(2, 3, 1260759144),
                        new RatingEvent(0, 4, 1260759144));
    }

    /** A table with two units has an order that nobody knows. */
    @ParameterizedTest
    @CsvSource({
        "1260759144,1260759145000,looks like milliseconds",
        "1260759144000,1260759145,looks like milliseconds",
        "2009-12-14,1260759145,looks like seconds"
    })
    void read_twoUnitsOfTime_refusedWithTheLine(String one, String other, String said) throws IOException {
        Files.writeString(
                dir.resolve("r.csv"), "viewer,item,rating,timestamp\na,x,4," + one + "\na,y,5," + other + "\n");
        assertThatThrownBy(() -> RatingsReader.read(dir))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("r.csv:")
                .hasMessageContaining(said);
    }
}
