package io.exogenesis.omega.learning.defence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The figures of docs/security.md that follow from the settings are those of the settings. */
class SecurityDocTest {
    private static final Path PAGE = Path.of("..", "docs", "security.md");
    private static final double[] SHARES = {.03, .04, .05, .10, .20};

    private static String row(String head, double growth) {
        return Arrays.stream(SHARES)
                .mapToObj(share -> String.valueOf(Standings.epochs(share, DefenceSettings.DEFAULT.freeShare(), growth)))
                .collect(Collectors.joining(" | ", "| " + head + " | ", " |"));
    }

    @Test
    void waits_areTheEstimatesOfTheDefence() throws IOException {
        List<String> table = Files.readAllLines(PAGE).stream()
                .dropWhile(l -> !l.startsWith("<!-- waits: begin"))
                .skip(1)
                .takeWhile(l -> !l.startsWith("<!-- waits: end"))
                .toList();
        DefenceSettings d = DefenceSettings.DEFAULT;
        assertThat(table)
                .containsExactly(
                        DoubleStream.of(SHARES)
                                .mapToObj(s -> "%.0f %%".formatted(100 * s))
                                .collect(Collectors.joining(" | ", "| share of viewers that a new hit has | ", " |")),
                        "|---" + "|---".repeat(SHARES.length) + "|",
                        row("epochs until all of it counts, unanchored (g = %.2f)".formatted(d.growth()), d.growth()),
                        row("anchored (g = %.2f)".formatted(d.anchoredGrowth()), d.anchoredGrowth()));
    }
}
