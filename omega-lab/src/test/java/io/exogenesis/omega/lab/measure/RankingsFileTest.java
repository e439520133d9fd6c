package io.exogenesis.omega.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankingsFileTest {
    @Test
    void write_twoViewers_linesInOrder(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("k.csv.gz");
        try (RankingsFile out = new RankingsFile(file)) {
            out.write("7", List.of("3", "1"));
            out.write("a,b", List.of("x\"y"));
        }
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("7,3\n7,1\n\"a,b\",\"x\"\"y\"\n");
        }
    }
}
