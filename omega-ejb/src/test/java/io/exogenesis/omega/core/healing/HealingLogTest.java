package io.exogenesis.omega.core.healing;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.RecordingMetrics;
import io.exogenesis.omega.core.TestClock;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.healing.HealingEvent.By;
import io.exogenesis.omega.core.healing.HealingEvent.Outcome;
import io.exogenesis.omega.core.metrics.Metric;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealingLogTest {
    private final RecordingMetrics metrics = new RecordingMetrics();
    private final TestClock clock = new TestClock();

    @TempDir
    Path data;

    private Path file() {
        return data.resolve("healing").resolve("events.jsonl");
    }

    private HealingLog opened() {
        HealingLog log = new HealingLog(CoreSettings.of(data), metrics, clock);
        log.open();
        return log;
    }

    private static HealingEvent write(HealingLog log, String reason) {
        return log.write(
                By.SUPERVISOR, "index-lost", Outcome.HEALED, reason, "It was built anew.", "Searches find it.");
    }

    @Test
    void open_afterARestart_hasTheEvents_andNumbersGoOn() {
        HealingEvent first = write(opened(), "It was lost: \"all\"\nof it – gone.");
        HealingLog again = opened();
        assertThat(again.latest(10)).containsExactly(first);
        assertThat(write(again, "b").number()).isEqualTo(2);
        assertThat(opened().latest(10)).extracting(HealingEvent::number).containsExactly(2L, 1L);
    }

    @Test
    void write_file_isForItsOwnerAlone() throws IOException {
        write(opened(), "a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    // A kill in the middle of a line made the Core stay down, or the next event part of the torn line.
    @Test
    void open_tornLastLine_isSkipped_andTheNextEventIsReadable() throws IOException {
        HealingLog log = opened();
        write(log, "a");
        write(log, "b");
        String whole = Files.readString(file());
        for (int cut = 1; cut < 60; cut++) {
            Files.writeString(file(), whole.substring(0, whole.length() - cut));
            HealingLog again = opened();
            assertThat(again.latest(10)).hasSizeBetween(1, 2);
            long next = write(again, "c").number();
            assertThat(opened().latest(1)).extracting(HealingEvent::number).containsExactly(next);
        }
        assertThat(metrics.counted(Metric.HEALING_FAILURES, "log")).isZero();
    }

    @Test
    void open_garbage_isSkipped() throws IOException {
        write(opened(), "a");
        Files.write(file(), List.of("{}", "[1]", "{\"number\":\"x\"}", "", "null"), StandardOpenOption.APPEND);
        Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xc3, '\n'}, StandardOpenOption.APPEND);
        assertThat(opened().latest(10)).extracting(HealingEvent::reason).containsExactly("a");
    }

    /** Would catch a start that a line ends: the parser has failures of its own for each. */
    @Test
    void open_linesThatBreakAParser_areSkipped() throws IOException {
        write(opened(), "a");
        String number = "{\"number\":%s,\"at\":\"2026-01-31T12:00:00Z\",\"by\":\"supervisor\",\"subject\":\"x\","
                + "\"outcome\":\"healed\",\"reason\":\"r\",\"action\":\"a\",\"prediction\":\"p\"}";
        Files.write(
                file(),
                List.of(
                        "{\"a\":".repeat(1_500),
                        "[".repeat(100_000),
                        number.formatted("9".repeat(100_000)),
                        number.formatted(Long.MAX_VALUE),
                        number.formatted("-1"),
                        number.formatted("1e400")),
                StandardOpenOption.APPEND);
        HealingLog again = opened();
        assertThat(again.latest(10)).extracting(HealingEvent::reason).containsExactly("a");
        assertThat(write(again, "b").number()).isEqualTo(2);
    }

    /** Would catch a file that is read whole: 3 GB of it on a disk of holes end the process. */
    @Test
    void open_fileOfGigabytes_isReadFromItsEnd_andWrittenAnewByTheNextEvent() throws IOException {
        write(opened(), "a");
        try (RandomAccessFile hole = new RandomAccessFile(file().toFile(), "rw")) {
            hole.setLength(3L << 30);
            hole.seek(hole.length());
            hole.write('\n');
        }
        HealingLog again = opened();
        assertThat(again.latest(10)).isEmpty();
        write(again, "b");
        assertThat(Files.size(file())).isLessThan(1_000);
        assertThat(opened().latest(10)).extracting(HealingEvent::reason).containsExactly("b");
    }

    @Test
    void write_beyondTwiceTheBound_rewritesTheFileWithTheNewest() throws IOException {
        HealingLog log = opened();
        int most = 0;
        for (int i = 0; i < 5 * HealingLog.KEPT; i++) {
            write(log, "a");
            if (i % 97 == 0) {
                most = Math.max(most, Files.readAllLines(file()).size());
            }
        }
        assertThat(most).isBetween(HealingLog.KEPT, 2 * HealingLog.KEPT);
        assertThat(opened().latest(10_000)).isEqualTo(log.latest(10_000)).hasSize(HealingLog.KEPT);
    }

    // A full disk must not stop the healing of the full disk.
    @Test
    void write_diskThatTakesNothing_isToldAllTheSame_andCounted_andKeptAgainLater() throws IOException {
        HealingLog log = opened();
        write(log, "a");
        Files.delete(file());
        Files.createDirectory(file());
        List<HealingEvent> heard = new ArrayList<>();
        log.listen(heard::add);
        HealingEvent second = write(log, "b");
        assertThat(heard).containsExactly(second);
        assertThat(log.latest(1)).containsExactly(second);
        assertThat(metrics.counted(Metric.HEALING_FAILURES, "log")).isEqualTo(1);
        Files.delete(file());
        HealingEvent third = write(log, "c");
        assertThat(opened().latest(10)).containsExactly(third);
    }

    @Test
    void open_fileThatCannotBeRead_isCounted_andNoReasonNotToStart() throws IOException {
        Files.createDirectories(file());
        HealingLog log = opened();
        assertThat(metrics.counted(Metric.HEALING_FAILURES, "log")).isEqualTo(1);
        write(log, "a");
        assertThat(log.latest(10)).hasSize(1);
    }

    @Test
    void write_isCountedByOutcome() {
        HealingLog log = new HealingLog(Optional.empty(), metrics, clock);
        write(log, "a");
        log.write(By.CONTROLLER, "next-sync", Outcome.ADJUSTED, "", "", "");
        assertThat(metrics.counted(Metric.HEALING_EVENTS, "healed")).isEqualTo(1);
        assertThat(metrics.counted(Metric.HEALING_EVENTS, "adjusted")).isEqualTo(1);
    }
}
