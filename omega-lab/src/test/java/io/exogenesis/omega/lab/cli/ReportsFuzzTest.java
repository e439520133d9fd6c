package io.exogenesis.omega.lab.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.demo.DemoException;
import io.exogenesis.omega.lab.report.ReportException;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports that somebody names on the command line: a table, or one sentence that names the file. */
class ReportsFuzzTest {
    private static final Path KEPT =
            Path.of(System.getProperty("omega.root", "..")).resolve("docs/results");

    @TempDir
    static Path directory;

    private static Stream<Arguments> seeds(Stream<String> kept, String... texts) {
        return Stream.concat(
                        kept.map(name -> text(KEPT.resolve(name))),
                        Stream.of(texts).map(text -> text.getBytes(UTF_8)))
                .map(bytes -> Arguments.of((Object) bytes));
    }

    private static byte[] text(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> results() {
        return seeds(
                Stream.of(
                        "demo-builtin.json",
                        "bench/fold.json",
                        "words/words.json",
                        "attacks/attack-juries-seeds5.json"),
                "{\"benchmarks\":[]}",
                "{\"judgedQueries\":2,\"searches\":[{\"ci\":[]}]}",
                "{\"judgedQueries\":[]}",
                "{\"benchmarks\":[null],\"machine\":{},\"rows\":[{\"runs\":2,\"value\":1e999}]}",
                "{\"benchmarks\":[],\"machine\":{\"cores\":-1},\"rows\":[],\"seconds\":\"x\"}",
                "{\"warmUp\":1,\"runs\":[{\"rounds\":[]}]}",
                "{\"warmUp\":1}",
                "{\"sync\":{},\"patterns\":{},\"bank\":{},\"accuracy\":{\"alone\":{}}}",
                "{\"sync\":1}",
                "null",
                "[".repeat(3_000));
    }

    @MethodSource("results")
    @FuzzTest // must come last
    void results_anyReport_tablesOrOneSentence(byte[] data) throws IOException {
        Path file = Files.write(directory.resolve("report.json"), data);
        try {
            assertThat(ResultsCommand.tables(List.of(file))).isNotEmpty();
        } catch (ReportException | BenchException | DemoException e) {
            assertThat(e).hasMessageContaining("report.json");
        }
    }

    static Stream<Arguments> learning() {
        return seeds(
                Stream.of("learning/trend-ml-latest-small.json", "learning/curve-ml-latest-small.json"),
                "{\"protocols\":[]}",
                "{\"orders\":{}}",
                "{\"planted\":null,\"dataset\":\"\\u0000\"}",
                "{\"policies\":[{}]}",
                "{\"clean\":{},\"runs\":[]}",
                "5");
    }

    @MethodSource("learning")
    @FuzzTest // must come last
    void learningPage_anyReport_linesOrOneSentence(byte[] data) throws IOException {
        Path file = Files.write(directory.resolve("learning.json"), data);
        try {
            assertThat(ReportCommand.page(List.of(file), directory.resolve("p.md"), directory)
                            .markdown())
                    .isNotNull();
        } catch (ReportException e) {
            assertThat(e).hasMessageContaining("learning.json");
        }
    }

    static Stream<Arguments> bootstraps() {
        return seeds(
                Stream.empty(),
                "{\"http\":\"http://127.0.0.1:9080\",\"https\":\"h\",\"quic\":\"q\",\"pin\":\"p\",\"enrolmentKey\":\"e\",\"adminToken\":\"a\"}",
                "{\"http\":{}}",
                "null",
                "x");
    }

    @MethodSource("bootstraps")
    @FuzzTest // must come last
    void bootstrap_anyFile_aCoreOrOneSentence(byte[] data) throws IOException {
        Path file = Files.write(directory.resolve("bootstrap.json"), data);
        try {
            assertThat(Bootstrap.read(file)).isPresent();
        } catch (CoreProblem e) {
            assertThat(e).hasMessageContaining("bootstrap.json");
        }
    }
}
