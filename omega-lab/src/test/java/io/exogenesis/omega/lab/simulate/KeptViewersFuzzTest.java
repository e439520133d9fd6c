package io.exogenesis.omega.lab.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Viewers of an earlier run, in a file that somebody may have touched: they are read, and written the same again, or one sentence names it. */
class KeptViewersFuzzTest {
    @TempDir
    static Path directory;

    static Stream<Arguments> files() {
        return Stream.of(
                        "v\ttoken\t7\t1\nw\ttoken\t0\t0\n",
                        "v\ttoken\t7\n",
                        "v\ttoken\t-7\t1e3\n",
                        "v\ttoken\t99999999999999999999\t1\n",
                        "\t\t0\t0\t0\n",
                        "\u001b\tx\ty\tz",
                        "\n",
                        "")
                .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
    }

    @MethodSource("files")
    @FuzzTest // must come last
    void read_anyFile_viewersOrOneSentence(byte[] data) throws IOException {
        Path file = directory.resolve("simulate").resolve("viewers.tsv");
        Files.createDirectories(file.getParent());
        Files.write(file, data);
        KeptViewers kept = new KeptViewers(directory);
        List<KeptViewers.Kept> read;
        try {
            read = kept.read();
        } catch (SimulateException e) {
            assertThat(e.getMessage()).contains("viewers.tsv").doesNotContainPattern("\\p{Cc}");
            return;
        }
        kept.write(read);
        assertThat(new KeptViewers(directory).read()).isEqualTo(read);
    }
}
