package io.exogenesis.omega.simulation.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.journal.FileLayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest {
    private final Machine machine = new Machine("a machine");
    private final SimulatedDisk disk = new SimulatedDisk(machine, UnaryOperator.identity());

    private static void write(FileLayer.File file, long at, String text) throws IOException {
        file.write(at, ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    private static String content(FileLayer layer, String name) throws IOException {
        try (FileLayer.File file = layer.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
            file.read(0, bytes);
            return new String(bytes.array(), UTF_8);
        }
    }

    private FileLayer.File synced(String text) throws IOException {
        FileLayer layer = disk.mount();
        FileLayer.File file = layer.create("f");
        write(file, 0, text);
        file.sync();
        layer.syncDirectory();
        return file;
    }

    @Test
    void killProcess_withoutSync_keepsAll() throws IOException {
        write(synced("durable"), 7, " and not");
        disk.killProcess();
        assertThat(content(disk.mount(), "f")).isEqualTo("durable and not");
    }

    @Test
    void losePower_withoutSync_keepsWhatWasSyncedAndTheRestByChance() throws IOException {
        Set<Integer> lengths = new TreeSet<>();
        for (int seed = 0; seed < 20; seed++) {
            SimulatedDiskTest one = new SimulatedDiskTest();
            write(one.synced("durable"), 7, " and not".repeat(200));
            one.disk.losePower(new Random(seed));
            String found = content(one.disk.mount(), "f");
            assertThat(found).startsWith("durable");
            lengths.add(found.length());
        }
        assertThat(lengths).as("all, nothing, and parts").hasSizeGreaterThan(2);
    }

    @Test
    void write_inWhichTheMachineDies_isTorn() throws IOException {
        FileLayer.File file = synced("");
        machine.dieAfter(2);
        assertThatThrownBy(() -> write(file, 0, "0123456789")).isInstanceOf(DeadMachineException.class);
        assertThatThrownBy(file::sync).isInstanceOf(DeadMachineException.class);
        assertThatThrownBy(() -> content(disk.mount(), "f")).isInstanceOf(DeadMachineException.class);
        disk.killProcess();
        machine.revive();
        assertThat(content(disk.mount(), "f")).isEqualTo("01234");
    }

    @Test
    void sync_behindWhichTheMachineDies_isDone() throws IOException {
        FileLayer.File file = synced("");
        write(file, 0, "all");
        machine.dieAfter(2);
        assertThatThrownBy(file::sync).isInstanceOf(DeadMachineException.class);
        disk.losePower(new Random(1));
        machine.revive();
        assertThat(content(disk.mount(), "f")).isEqualTo("all");
    }

    @Test
    void almostFull_write_isDoneInPartAndFails() throws IOException {
        FileLayer.File file = synced("");
        disk.almostFull(3);
        assertThatThrownBy(() -> write(file, 0, "0123456789"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        disk.heal();
        write(file, 3, "3");
        assertThat(content(disk.mount(), "f")).isEqualTo("0123");
    }
}
