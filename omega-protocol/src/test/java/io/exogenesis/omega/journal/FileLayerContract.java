package io.exogenesis.omega.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** What the journal relies on; every file layer runs it. */
abstract class FileLayerContract {

    abstract FileLayer layer() throws Exception;

    @Test
    void write_thenRead_givesTheBytesBack() throws Exception {
        FileLayer layer = layer();
        byte[] bytes = new byte[700_000];
        new java.util.Random(1).nextBytes(bytes);
        try (FileLayer.File file = layer.create("a")) {
            file.write(0, ByteBuffer.wrap(bytes));
            ByteBuffer read = ByteBuffer.allocate(bytes.length);
            assertThat(file.read(0, read)).isEqualTo(bytes.length);
            assertThat(read.array()).isEqualTo(bytes);
            assertThat(file.size()).isEqualTo(bytes.length);
            file.sync();
        }
        layer.syncDirectory();
        assertThat(layer.list()).containsExactly("a");
    }

    @Test
    void read_atTheEnd_isShortAndBeyondItNothing() throws Exception {
        try (FileLayer.File file = layer().create("a")) {
            file.write(0, ByteBuffer.wrap(new byte[] {1, 2, 3}));
            ByteBuffer read = ByteBuffer.allocate(10);
            assertThat(file.read(1, read)).isEqualTo(2);
            assertThat(read.position()).isEqualTo(2);
            assertThat(file.read(3, ByteBuffer.allocate(1))).isZero();
            assertThat(file.read(9, ByteBuffer.allocate(1))).isZero();
        }
    }

    @Test
    void write_overOldBytes_replacesThemAndExtends() throws Exception {
        try (FileLayer.File file = layer().create("a")) {
            file.write(0, ByteBuffer.wrap(new byte[] {1, 2, 3}));
            file.write(2, ByteBuffer.wrap(new byte[] {7, 8}));
            ByteBuffer read = ByteBuffer.allocate(4);
            file.read(0, read);
            assertThat(read.array()).containsExactly(1, 2, 7, 8);
        }
    }

    @Test
    void replace_givesTheNameToTheOther_andOpenHandlesStay() throws Exception {
        FileLayer layer = layer();
        layer.create("a").close();
        try (FileLayer.File old = layer.open("a")) {
            old.write(0, ByteBuffer.wrap(new byte[] {1}));
            try (FileLayer.File other = layer.create("b")) {
                other.write(0, ByteBuffer.wrap(new byte[] {2, 3}));
            }
            layer.replace("a", "b");
            layer.syncDirectory();
            assertThat(layer.list()).containsExactly("a");
            assertThat(old.size()).isEqualTo(1);
            try (FileLayer.File now = layer.open("a")) {
                assertThat(now.size()).isEqualTo(2);
            }
        }
        assertThatThrownBy(() -> layer.replace("a", "b")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void truncate_cutsAndWritingGoesOn() throws Exception {
        try (FileLayer.File file = layer().create("a")) {
            file.write(0, ByteBuffer.wrap(new byte[100]));
            file.truncate(10);
            assertThat(file.size()).isEqualTo(10);
            file.truncate(50);
            assertThat(file.size()).isEqualTo(10);
            file.write(10, ByteBuffer.wrap(new byte[1]));
            assertThat(file.size()).isEqualTo(11);
        }
    }

    @Test
    void twoHandles_seeTheSameFile() throws Exception {
        FileLayer layer = layer();
        try (FileLayer.File one = layer.create("a");
                FileLayer.File two = layer.open("a")) {
            one.write(0, ByteBuffer.wrap(new byte[] {5}));
            ByteBuffer read = ByteBuffer.allocate(1);
            assertThat(two.read(0, read)).isEqualTo(1);
            assertThat(read.array()).containsExactly(5);
        }
    }

    @Test
    void createAndOpenAndDelete_ofTheWrongFile_areTold() throws Exception {
        FileLayer layer = layer();
        layer.create("a").close();
        assertThatThrownBy(() -> layer.create("a")).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> layer.open("b")).isInstanceOf(NoSuchFileException.class);
        layer.delete("a");
        layer.delete("a");
        layer.syncDirectory();
        assertThat(layer.list()).isEmpty();
    }

    @Test
    void location_isForPeople() throws Exception {
        assertThat(layer().location()).isNotBlank();
    }
}
