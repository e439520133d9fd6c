package io.exogenesis.omega.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} is what an operator builds alerts from. */
class MetricsDocTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    /** Would catch a metric that nobody can look up, and a page that names one which is not published. */
    @Test
    void page_hasOneLineForEachMetric_inOrder() throws IOException {
        List<String> lines = Files.readAllLines(PAGE).stream()
                .filter(l -> l.startsWith("| `omega_"))
                .map(MetricsDocTest::withoutAlert)
                .toList();

        assertThat(lines)
                .containsExactlyElementsOf(
                        Arrays.stream(Metric.values()).map(MetricsDocTest::line).toList());
    }

    @Test
    void names_areUnique() {
        assertThat(Arrays.stream(Metric.values()).map(Metric::published)).doesNotHaveDuplicates();
    }

    private static String line(Metric m) {
        String label = m.label().isEmpty() ? "" : "`" + m.label() + "` ";
        return "| `" + m.published() + "` | " + m.kind().name().toLowerCase(Locale.ROOT) + " | " + label + "| "
                + m.description() + " |";
    }

    /** The last column is written by hand. */
    private static String withoutAlert(String line) {
        return line.substring(0, line.lastIndexOf('|', line.length() - 2) + 1);
    }
}
