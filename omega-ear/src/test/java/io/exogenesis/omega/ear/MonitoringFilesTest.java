package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.metrics.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard, the alert rules and the runbook agree with each other and with the code. */
class MonitoringFilesTest {
    private static final Path DOCS = Path.of("..", "docs");

    /** The files of docs/monitoring name nothing else. */
    @Test
    void files_nameMetricsOfTheCode() {
        Set<String> known = new TreeSet<>();
        for (Metric m : Metric.values()) {
            known.add(m.published());
            if (m.kind() == Metric.Kind.TIMER) {
                known.add(m.published() + "_sum");
                known.add(m.published() + "_count");
            }
        }
        assertThat(names("dashboard.json")).isSubsetOf(known);
        assertThat(names("alerts.yaml")).isSubsetOf(known).isNotEmpty();
        Set<String> shown = names("dashboard.json");
        for (Metric m : Metric.values()) {
            assertThat(shown).as("the dashboard shows %s", m).anyMatch(n -> n.startsWith(m.published()));
        }
    }

    @Test
    void alerts_haveAnEntryEach_inTheRunbook() {
        Set<String> alerts = found("monitoring/alerts.yaml", "- alert: (\\w+)");
        assertThat(alerts).isNotEmpty().isEqualTo(found("runbook.md", "(?m)^## (\\w+)$"));
        assertThat(found("monitoring/alerts.yaml", "runbook\\.md#(\\w+)"))
                .containsExactlyInAnyOrderElementsOf(
                        alerts.stream().map(a -> a.toLowerCase(Locale.ROOT)).toList());
    }

    private static Set<String> names(String file) {
        return found("monitoring/" + file, "\\b(omega_[a-z_]+)");
    }

    private static Set<String> found(String file, String regex) {
        Set<String> all = new TreeSet<>();
        try {
            String text = Files.readString(DOCS.resolve(file));
            Pattern.compile(regex).matcher(text).results().forEach(r -> all.add(r.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
