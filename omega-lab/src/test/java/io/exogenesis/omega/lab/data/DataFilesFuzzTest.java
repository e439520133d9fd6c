package io.exogenesis.omega.lab.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
            List.of("mine.csv"));

    @TempDir
    static Path directory;

    static Stream<Arguments> sets() {
        String flags = "|0".repeat(18) + "|1";
        return Stream.of(
                        "\0movieId,title,genres\n1,\"Heat, \"\"so\"\" (1995)\",Crime|Drama\n2,Fargo,x\n"
                                + "\0userId,movieId,rating,timestamp\n1,1,4.5,978300760\n1,2,3,978300761\n2,1,0.5,1\n",
                        "\0\u00ef\u00bb\u00bfmovieId,title,genres\r\n1,A (0000),\r\n\0userId,movieId,rating,timestamp\r\n1,9,4,1\r\n",
                        "\0011|Toy Story (1995)|01-Jan-1995||http://x" + flags + "\n\0001\t1\t5\t881250949\n",
                        "\0021::Toy Story, The (1995)::Animation|Comedy\n\0001::1::5::978300760\n",
                        "\3viewer,item,rating,timestamp\na,x,4,1\na,y,2.5,2\nb,x,5,9\n",
                        "\3a,x,4\nb,\"y\",5\n",
                        "\3viewer,item,rating\na,x,NaN\n",
                        "\3a,x,1e-400,99999999999999999999\n")
                .map(text -> Arguments.of((Object) text.getBytes(ISO_8859_1)));
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
        try {
            Dataset read = RatingsReader.read(set);
            assertThat(read.events()).isPositive();
            for (ViewerHistory viewer : read.viewers()) {
                for (RatingEvent event : viewer.events()) {
                    assertThat(event.item()).isBetween(0, read.items().size() - 1);
                    assertThat(event.rating()).isBetween(0., 5.);
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
