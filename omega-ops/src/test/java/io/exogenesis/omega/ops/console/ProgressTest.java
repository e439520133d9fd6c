package io.exogenesis.omega.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicLong nanos = new AtomicLong();

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A log file must get neither control characters nor a line for each step. */
    @Test
    void step_noTerminal_fewPlainLines() {
        try (Progress p = new Progress(Terminal.plain(out), "viewers", 1000, nanos::get)) {
            for (int i = 0; i < 1000; i++) {
                nanos.addAndGet(25_000_000L); // 25 s in all
                p.step();
            }
        }
        assertThat(printed().lines()).hasSize(3).allMatch(l -> l.startsWith("  viewers: "));
        assertThat(printed()).doesNotContain("\u001b").doesNotContain("\r").contains("1000/1000  25.0 s");
    }

    @Test
    void close_theLastStepWasToldAlready_isNotToldTwice() {
        try (Progress p = new Progress(Terminal.plain(out), "faults", 2, nanos::get)) {
            nanos.addAndGet(11_000_000_000L);
            p.step(2);
        }
        assertThat(printed().lines()).hasSize(1);
    }

    @Test
    void step_terminal_redrawsOneLineWithinTheWidth() {
        Terminal terminal = new Terminal(out, true, false, 60);
        try (Progress p = new Progress(terminal, "viewers", 4, nanos::get)) {
            nanos.addAndGet(1_000_000_000L);
            p.step(2);
        }
        assertThat(printed()).contains("\r").containsPattern("\\[(#+)\\.+] 2/4  1.0 s");
        assertThat(printed().lines()).hasSizeGreaterThan(1);
        assertThat(printed().split("\r"))
                .allMatch(l -> l.replace("\u001b[K", "").strip().length() < 60);
    }

    @Test
    void table_cells_alignedAndMarkdown() {
        Table table = Table.ofNumbers("model", "AUC").row("alone", ".8").row("federated", ".931");
        assertThat(table.plain()).isEqualTo(List.of("model       AUC", "alone        .8", "federated  .931"));
        assertThat(table.markdown())
                .containsExactly("| model | AUC |", "|---|---:|", "| alone | .8 |", "| federated | .931 |");
    }
}
