package io.exogenesis.omega.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The file of the dashboard's history, torn or touched: whole samples are read, and the next one is written behind them. */
class SampleFileFuzzTest {
    private static final int KEPT = 4;
    private static final Sample NEXT = Sample.of(77, Map.of());

    @TempDir
    static Path directory;

    static Stream<Arguments> files() throws IOException {
        Path path = directory.resolve("seed");
        SampleFile file = new SampleFile(path, KEPT);
        file.read();
        List<Sample> all = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            all.add(Sample.of(n, Map.of()));
            file.append(all.getLast(), all);
        }
        byte[] whole = Files.readAllBytes(path);
        byte[] damaged = whole.clone();
        damaged[whole.length - 1] ^= 1;
        return Stream.of(whole, damaged, Arrays.copyOf(whole, whole.length - 9), Arrays.copyOf(whole, 8), new byte[7])
                .map(bytes -> Arguments.of((Object) bytes));
    }

    @MethodSource("files")
    @FuzzTest // must come last
    void read_anyFile_wholeSamplesAndTheNextOneBehindThem(byte[] data) throws IOException {
        Path path = Files.write(directory.resolve("samples"), data);
        SampleFile file = new SampleFile(path, KEPT);
        List<Sample> all = new ArrayList<>(file.read());
        assertThat(all).hasSizeLessThanOrEqualTo(KEPT);
        all.add(NEXT);
        file.append(NEXT, all);
        List<Sample> again = read(path);
        assertThat(again).last().isEqualTo(NEXT);
        assertThat(all).endsWith(again.toArray(Sample[]::new));
        assertThat(Files.size(path)).isLessThanOrEqualTo(file.mostBytes());
    }

    private static List<Sample> read(Path path) {
        try {
            return new SampleFile(path, KEPT).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
