package io.exogenesis.omega.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResultsCommandTest {
    private static final Path ROOT =
            Path.of(System.getProperty("omega.root", "..")).toAbsolutePath().normalize();

    /** Nobody types a figure into the README: what stands there is what the kept reports say. */
    @Test
    void readme_results_areThoseOfTheKeptReport() {
        List<Path> report = List.of(ROOT.resolve("docs/results/demo-ml-latest-small.json"));
        assertThat(ResultsCommand.between(ROOT.resolve("README.md")))
                .isEqualTo(String.join("\n", ResultsCommand.accuracy(report)).strip());
    }

    @Test
    void demo_tables_areThoseOfTheKeptReports() throws IOException {
        holds("docs/demo.md", "docs/results");
    }

    @Test
    void benchmarks_tables_areThoseOfTheKeptReports() throws IOException {
        holds("docs/benchmarks.md", "docs/results/bench");
    }

    @Test
    void search_tables_areThoseOfTheKeptReport() throws IOException {
        holds("docs/search.md", "docs/results/words");
    }

    @Test
    void security_tables_areThoseOfTheKeptReports() {
        List<Path> reports = List.of(
                ROOT.resolve("docs/results/attacks/attack-titles-undefended-seed1.json"),
                ROOT.resolve("docs/results/learning/attack-titles-ml-latest-small.json"),
                ROOT.resolve("docs/results/learning/attack-patterns-ml-latest-small.json"),
                ROOT.resolve("docs/results/attacks/attack-juries-seeds5.json"),
                ROOT.resolve("docs/results/attacks/attack-rules-seeds2.json"));
        assertThat(ResultsCommand.between(ROOT.resolve("docs/security.md")))
                .isEqualTo(String.join("\n", ResultsCommand.tables(reports)).strip());
    }

    @Test
    void embedding_figures_areThoseOfTheKeptReport() {
        assertThat(ResultsCommand.between(ROOT.resolve("docs/embedding.md")))
                .isEqualTo(String.join(
                                "\n",
                                ResultsCommand.tables(
                                        List.of(ROOT.resolve("docs/results/bench/agent.json")),
                                        List.of("5b", "5c", "6", "7")))
                        .strip());
    }

    private static void holds(String page, String directory) throws IOException {
        List<Path> reports;
        try (Stream<Path> kept = Files.list(ROOT.resolve(directory))) {
            reports = kept.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
        assertThat(reports).isNotEmpty();
        assertThat(ResultsCommand.between(ROOT.resolve(page)))
                .isEqualTo(String.join("\n", ResultsCommand.tables(reports)).strip());
    }

    @Test
    void replaced_markers_onlyTheirInsideChanges() {
        Path name = Path.of("x.md");
        String page = "a\n" + ResultsCommand.BEGIN + "\nold\n" + ResultsCommand.END + "\nb\n";
        assertThat(ResultsCommand.replaced(page, List.of("new"), name))
                .isEqualTo("a\n" + ResultsCommand.BEGIN + "\nnew\n" + ResultsCommand.END + "\nb\n");
        assertThatThrownBy(() -> ResultsCommand.replaced("a\n", List.of(), name))
                .hasMessageContaining("marker");
    }
}
