package io.exogenesis.omega.lab.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.lab.baseline.Planted;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.DatasetException;
import io.exogenesis.omega.lab.data.RatingsReader;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Row;
import io.exogenesis.omega.lab.evaluate.EvaluateRun;
import io.exogenesis.omega.lab.evaluate.PerViewer;
import io.exogenesis.omega.lab.evaluate.Protocol;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResearchPageTest {
    private static final Path ROOT =
            Path.of(System.getProperty("omega.root", "..")).toAbsolutePath().normalize();

    /** The page shows what compiles here, not what compiled once. */
    @ParameterizedTest
    @ValueSource(strings = {"NextTitle", "Diary"})
    void page_examples_areTheseFiles(String name) throws IOException {
        String source = Files.readString(
                ROOT.resolve("omega-lab/src/test/java/io/exogenesis/omega/lab/example/" + name + ".java"));
        String shown = source.substring(source.indexOf("/**"));
        assertThat(Files.readString(ROOT.resolve("docs/research.md"))).contains("```java\n" + shown + "```");
    }

    /** A data set and a baseline that only a service file names are read, measured and reported. */
    @Test
    void ownDataSetAndBaseline_byServiceFileOnly_measured(@TempDir Path dir) throws IOException {
        StringBuilder diary = new StringBuilder();
        for (int k = 0; k < 8; k++) {
            for (int v = 0; v < 12; v++) {
                // The title that follows is the same for all, but everybody begins elsewhere.
                diary.append("v" + v + "\tTitle " + (v + k) % 20 + "\t" + (k % 4 == 1 ? "-" : "+") + "\n");
            }
        }
        Files.writeString(dir.resolve("diary.txt"), diary);
        Dataset data = RatingsReader.read(dir);
        assertThat(data.name()).endsWith("(diary)");
        Terminal silent = Terminal.plain(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        Map<String, Row> rows;
        try (PerViewer each = new PerViewer(Optional.empty())) {
            rows = new EvaluateRun(data, Planted.content(data), 1, silent, each)
                    .run(List.of(Protocol.LAST), 0)
                    .protocols()
                    .get("last");
        }
        assertThat(rows.get("next-title").auc()).isGreaterThan(.9);
        assertThat(rows.get("next-title").ndcg10())
                .isGreaterThan(rows.get("popularity").ndcg10());
    }

    @Test
    void ownDataSet_brokenLine_named(@TempDir Path dir) throws IOException {
        Files.writeString(dir.resolve("diary.txt"), "ann\tMetropolis\n");
        assertThatThrownBy(() -> RatingsReader.read(dir))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("diary.txt:1: expected viewer, title");
    }
}
