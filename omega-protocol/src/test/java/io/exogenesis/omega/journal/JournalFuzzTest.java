package io.exogenesis.omega.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A segment file with any content: it opens, or says that it is damaged; what opens can be appended to and read. */
class JournalFuzzTest {

    static Stream<Arguments> seeds() throws Exception {
        PowerLossFileLayer disk = new PowerLossFileLayer();
        try (Journal journal = Journal.open(disk, JournalOptions.defaults())) {
            JournalTest.payloads(4, 12).forEach(journal::appendDurable);
        }
        byte[] good = new byte[(int) disk.used()];
        try (FileLayer.File file = disk.open(SegmentFormat.fileName(0))) {
            file.read(0, ByteBuffer.wrap(good));
        }
        byte[] damaged = good.clone();
        damaged[50] ^= 1;
        byte[] longLength = good.clone();
        longLength[20] = 0x03;
        byte[] wrongBase = SegmentFormat.header(77).array();
        return Stream.of(
                        good,
                        Arrays.copyOf(good, good.length - 1),
                        Arrays.copyOf(good, good.length + 300),
                        damaged,
                        longLength,
                        wrongBase,
                        Arrays.copyOf(wrongBase, 100),
                        new byte[19],
                        new byte[4096])
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest // must come last
    void open_anyFile_worksOrIsCorrupt(byte[] data) throws Exception {
        PowerLossFileLayer disk = new PowerLossFileLayer();
        try (FileLayer.File file = disk.create(SegmentFormat.fileName(0))) {
            file.write(0, ByteBuffer.wrap(data));
            file.sync();
        }
        disk.syncDirectory();
        try (CapturedLog log = new CapturedLog();
                Journal journal = Journal.open(disk, JournalOptions.defaults())) {
            assertThat(log.lines()).hasSize(journal.stats().tornBytesRecovered() > 0 ? 1 : 0);
            int before = JournalTest.positions(journal, 0).size();
            assertThat(journal.stats().tornBytesRecovered()).isBetween(0L, (long) data.length);
            journal.appendDurable(new byte[] {1});
            assertThat(JournalTest.positions(journal, 0)).hasSize(before + 1);
        } catch (JournalCorruptException e) {
            assertThat(e.offset()).isBetween(0L, (long) data.length);
        }
    }
}
