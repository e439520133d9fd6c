package io.exogenesis.omega.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final long T = 1_770_000_000;

    @TempDir
    private Path data;

    private History opened() {
        History history = new History(data.resolve("history"));
        history.load();
        return history;
    }

    private Path file() {
        return data.resolve("history/ten-seconds.bin");
    }

    private static Sample sample(long at) {
        return Sample.of(at, Map.of("active", at % 1_000, "quic.p50", (long) Sample.UNKNOWN));
    }

    private static void add(History history, int count) {
        LongStream.range(0, count).forEach(i -> history.add(sample(T + 10 * i)));
    }

    @Test
    void load_afterARestart_findsWhatWasKept_forItsOwnerOnly() throws IOException {
        History before = opened();
        add(before, 5);
        before.addMinute(sample(T));

        History after = opened();

        assertThat(after.hour()).isEqualTo(before.hour()).hasSize(5);
        assertThat(after.day()).containsExactly(sample(T));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void add_aWeek_staysBoundedInMemoryAndOnTheDisk() throws IOException {
        History history = opened();

        add(history, 5 * History.HOUR);
        LongStream.range(0, 3 * History.DAY).forEach(i -> history.addMinute(sample(T + 60 * i)));

        assertThat(history.hour()).hasSize(History.HOUR);
        assertThat(history.hour().getFirst()).isEqualTo(sample(T + 10 * 4 * History.HOUR));
        assertThat(history.day()).hasSize(History.DAY);
        assertThat(Files.size(file()) + Files.size(data.resolve("history/minutes.bin")))
                .isLessThanOrEqualTo(history.mostBytes())
                .isLessThan(800_000);
        assertThat(opened().hour()).isEqualTo(history.hour());
        assertThat(opened().day()).isEqualTo(history.day());
    }

    /** Would catch a reader that gives up the whole file, and a writer that leaves the torn record in front of the next ones. */
    @Test
    void load_tornTail_keepsWhatIsWhole_andGoesOnBehindIt() throws IOException {
        add(opened(), 3);
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 7);
        }

        History torn = opened();
        assertThat(torn.hour()).containsExactly(sample(T), sample(T + 10));
        torn.add(sample(T + 50));

        assertThat(opened().hour()).containsExactly(sample(T), sample(T + 10), sample(T + 50));
    }

    @Test
    void load_damagedRecord_keepsWhatIsBeforeIt() throws IOException {
        add(opened(), 3);
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), channel.size() - 60);
        }

        assertThat(opened().hour()).containsExactly(sample(T), sample(T + 10));
    }

    @Test
    void load_somethingElse_beginsAnew() throws IOException {
        Files.createDirectories(file().getParent());
        Files.write(file(), new byte[5_000]);

        History history = opened();
        assertThat(history.hour()).isEmpty();
        add(history, 2);

        assertThat(opened().hour()).hasSize(2);
    }

    @Test
    void add_diskTakesNothing_staysInMemory_andTheFileFollowsLater() throws IOException {
        History history = opened();
        add(history, 2);
        Path away = data.resolve("away");
        Files.move(data.resolve("history"), away);

        history.add(sample(T + 100));
        assertThat(history.hour()).hasSize(3);
        Files.move(away, data.resolve("history"));
        history.add(sample(T + 110));

        assertThat(opened().hour()).endsWith(sample(T + 110)).hasSize(3);
    }

    @Test
    void add_clockWasSetBack_timesStillAscend() {
        History history = opened();
        add(history, 10);

        history.add(sample(T + 25));

        assertThat(history.hour()).containsExactly(sample(T), sample(T + 10), sample(T + 20), sample(T + 25));
        assertThat(opened().hour()).isEqualTo(history.hour());
    }
}
