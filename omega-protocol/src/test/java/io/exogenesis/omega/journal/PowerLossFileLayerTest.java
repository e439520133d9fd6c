package io.exogenesis.omega.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The instrument itself: a disk that lost nothing would let every other test pass. */
class PowerLossFileLayerTest extends FileLayerContract {

    @Override
    FileLayer layer() {
        return new PowerLossFileLayer();
    }

    @Test
    void crash_keepsWhatWasSyncedAndLosesTheRestInVariousWays() throws Exception {
        Set<String> outcomes = new HashSet<>();
        for (int seed = 0; seed < 300; seed++) {
            PowerLossFileLayer disk = new PowerLossFileLayer();
            FileLayer.File file = disk.create("a");
            file.write(0, ByteBuffer.wrap(new byte[] {1, 1}));
            file.sync();
            disk.syncDirectory();
            byte[] more = new byte[1024];
            java.util.Arrays.fill(more, (byte) 2);
            file.write(2, ByteBuffer.wrap(more));
            disk.create("b");

            PowerLossFileLayer after = disk.crash(new SplittableRandom(seed));
            ByteBuffer read = ByteBuffer.allocate(2000);
            FileLayer.File found = after.open("a");
            int size = found.read(0, read);
            assertThat(read.get(0)).isEqualTo((byte) 1);
            assertThat(read.get(1)).isEqualTo((byte) 1);
            outcomes.add(after.list().size() + " files, " + size + " bytes"
                    + (size > 600 && read.get(300) != 2 ? ", a hole" : ""));
            assertThatThrownBy(file::size).isInstanceOf(IOException.class);
        }
        assertThat(outcomes)
                .contains("1 files, 2 bytes", "2 files, 2 bytes", "1 files, 1026 bytes", "1 files, 1026 bytes, a hole");
    }

    @Test
    void crash_beforeTheDirectoryWasSynced_mayLoseAFileAndBringBackADeletedOne() throws Exception {
        Set<Set<String>> outcomes = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            PowerLossFileLayer disk = new PowerLossFileLayer();
            disk.create("old").sync();
            disk.syncDirectory();
            disk.create("new").sync();
            disk.delete("old");
            outcomes.add(Set.copyOf(disk.crash(new SplittableRandom(seed)).list()));
        }
        assertThat(outcomes).containsExactlyInAnyOrder(Set.of(), Set.of("old"), Set.of("new"), Set.of("old", "new"));
    }

    @Test
    void kill_losesNothing() throws Exception {
        PowerLossFileLayer disk = new PowerLossFileLayer();
        disk.create("a").write(0, ByteBuffer.wrap(new byte[9]));
        try (FileLayer.File file = disk.kill().open("a")) {
            assertThat(file.size()).isEqualTo(9);
        }
    }

    @Test
    void capacity_exceeded_writesAPartAndFails() throws Exception {
        PowerLossFileLayer disk = new PowerLossFileLayer();
        disk.capacity(10);
        FileLayer.File file = disk.create("a");
        assertThatThrownBy(() -> file.write(0, ByteBuffer.allocate(20))).hasMessage("No space left on device");
        assertThat(file.size()).isEqualTo(10);
        file.write(5, ByteBuffer.allocate(5)); // over what is there
    }
}
