package io.exogenesis.omega.lab.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Data sets that somebody downloaded or made, and a cache that a crash may have torn. */
class DataFilesFuzzTest {
    /** File names of a format; the first byte of an input chooses, a zero byte ends the first file. */
    private static final List<List<String>> FORMATS = List.of(
            List.of("movies.csv", "ratings.csv"),
            List.of("u.item", "u.data"),
            List.of("movies.dat", "ratings.dat"),
            List.of("mine.csv"),
            List.of("x.item", "x.inter"),
            List.of("mine.csv.gz"));
    /** Every input is read with each of them: what one refuses at its first line, another reads on. */
    private static final List<ReadOptions> OPTIONS = List.of(
            ReadOptions.STRICT,
            ReadOptions.STRICT.withImplicit().skipping(3),
            ReadOptions.STRICT.scaled(new Scale(-10, 10)).skipping(1000),
            ReadOptions.STRICT
                    .withColumns(Map.of(Column.VIEWER, "2", Column.ITEM, "1"))
                    .withImplicit());

    @TempDir
    static Path directory;

    static Stream<Arguments> sets() {
        String flags = "|0".repeat(18) + "|1";
        return Stream.of(
                        "\0movieId,title,genres\n1,\"Heat, \"\"so\"\" (1995)\",Crime|Drama\n2,Fargo,x\n"
                                + "\0userId,movieId,rating,timestamp\n1,1,4.5,978300760\n1,2,3,978300761\n2,1,0.5,978300001\n",
                        "\0\u00ef\u00bb\u00bfmovieId,title,genres\r\n1,A (0000),\r\n\0userId,movieId,rating,timestamp\r\n1,9,4,978300001\r\n",
                        "\0011|Toy Story (1995)|01-Jan-1995||http://x" + flags + "\n\0001\t1\t5\t881250949\n",
                        "\0021::Toy Story, The (1995)::Animation|Comedy\n\0001::1::5::978300760\n",
                        "\3viewer,item,rating,timestamp\na,x,4,978300001\na,y,2.5,978300002\nb,x,5,978300009\n",
                        "\3a,x,4\nb,\"y\",5\n",
                        "\3viewer,item,rating\na,x,NaN\n",
                        "\3a,x,1e-400,99999999999999999999\n",
                        "\3user_id;movie_id;stars;date;device\na;x;4;2000-07-30T18:45:03Z;tv\na;y;1;2000-07-31;tv\n",
                        "\3viewer\titem\tplays\na\t1e+05\t1e3\na\t100000.0\t2\n",
                        "\3viewer,item,rating,timestamp\na,x,4,1260759144123\na,\"y\n\",2,1260759144\n",
                        "\3viewer,item,rating,timestamp\na,x,4,9223372036854775807\na,y,2,9.2e18\n",
                        "\3viewer,item,rating,timestamp\na,x,4,+999999999-12-31\na,y,2,9999-12-31\na,z,2,0000-00-00\n",
                        "\3viewer,item,rating,timestamp\na,x,4,20190504\na,y,2,20190506\na,z,2,0\n",
                        "\3\u00ff\u00fev\0,\0i\0\n\0a\0,\0x\0\n\0",
                        "\3a,\"x,4\na,y,5\n",
                        "\4item_id:token\ttitle:token_seq\trelease_year\tclass:token_seq\n1\tHeat\t1995\tCrime Drama\n"
                                + "\0user_id:token\titem_id:token\trating:float\ttimestamp:float\n7\t1\t4.0\t881250949.0\n")
                .map(text -> text.getBytes(ISO_8859_1))
                .flatMap(text -> text[0] == 3 ? Stream.of(text, packed(text)) : Stream.of(text))
                .map(text -> Arguments.of((Object) text));
    }

    /** The same as a packed file. */
    private static byte[] packed(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(5);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text, 1, text.length - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @MethodSource("sets")
    @FuzzTest // must come last
    void ratings_anyFiles_aDataSetOrOneExceptionThatNamesTheFile(byte[] data) throws IOException {
        List<String> names = FORMATS.get(data.length == 0 ? 0 : Math.floorMod(data[0], FORMATS.size()));
        Path set = Files.createDirectories(directory.resolve(names.getFirst() + ".set"));
        int end = 1;
        while (end < data.length && (names.size() == 1 || data[end] != 0)) {
            end++;
        }
        Files.write(
                set.resolve(names.getFirst()), Arrays.copyOfRange(data, Math.min(1, data.length), Math.max(1, end)));
        if (names.size() > 1) {
            Files.write(
                    set.resolve(names.getLast()),
                    Arrays.copyOfRange(data, Math.min(end + 1, data.length), data.length));
        }
        for (ReadOptions options : OPTIONS) {
            check(set, options);
        }
    }

    private static void check(Path set, ReadOptions options) {
        Terminal silent =
                Terminal.plain(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            Reading reading = RatingsReader.read(set, options, silent);
            Dataset read = reading.data();
            assertThat(reading.recognised()).doesNotContain("\n");
            assertThat(reading.skipped()).hasSizeLessThanOrEqualTo(options.skipBroken());
            assertThat(reading.skippedRows()).isBetween((long) reading.skipped().size(), (long) options.skipBroken());
            assertThat(read.events()).isPositive();
            for (ViewerHistory viewer : read.viewers()) {
                for (RatingEvent event : viewer.events()) {
                    assertThat(event.item()).isBetween(0, read.items().size() - 1);
                    assertThat(event.rating()).isBetween(.5, 5.);
                    // what an agent takes: the demo replays it
                    assertThat(event.epochSecond()).isBetween(0L, 253_402_300_799L);
                    assertThat(event.count()).isPositive();
                }
            }
        } catch (DatasetException e) {
            assertThat(e).hasMessageContaining(set.toString());
        }
    }

    static Stream<Arguments> caches() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0x4f4d4543);
            out.writeInt(1);
            out.writeUTF("e");
            out.writeInt(Integer.MAX_VALUE);
            out.write(new byte[420]);
        }
        return Stream.of(bytes.toByteArray(), "OMEC".getBytes(UTF_8), new byte[0])
                .map(content -> Arguments.of((Object) content));
    }

    @MethodSource("caches")
    @FuzzTest // must come last
    void embeddings_anyFile_areReadOrMadeAnew(byte[] data) throws IOException {
        Files.write(directory.resolve("embeddings.bin"), data);
        assertThat(EmbeddingCache.open(directory, "e").size()).isNotNegative();
    }
}
