package io.exogenesis.omega.lab.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A packed file is read whole or refused. */
class PackedTest {
    private static final String FILE = "mine.csv.gz";

    @TempDir
    private Path dir;

    private byte[] first = {};
    private byte[] second = {};

    @BeforeEach
    void pack() throws IOException {
        first = packed("viewer,item,rating\n" + rows("a"));
        second = packed(rows("b"));
    }

    private static String rows(String viewer) {
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 200; k++) {
            out.append(viewer)
                    .append(",t")
                    .append(k)
                    .append(',')
                    .append(1 + k % 5)
                    .append('\n');
        }
        return out.toString();
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] p : parts) {
            out.writeBytes(p);
        }
        return out.toByteArray();
    }

    private int events(byte[] file) {
        return new Sets(dir).read(FILE, file, ReadOptions.STRICT).data().events();
    }

    @Test
    void read_twoMembersAndPadding_all() {
        assertThat(events(join(first, second))).isEqualTo(400);
        assertThat(events(join(first, second, new byte[512]))).isEqualTo(400);
        assertThat(events(join(first, packedWithName(second)))).isEqualTo(400);
    }

    /** Name, comment, extra field and a checksum of the header. */
    private static byte[] packedWithName(byte[] member) {
        byte[] head = Arrays.copyOf(member, 10);
        head[3] = 2 | 4 | 8 | 16;
        byte[] fields = join(new byte[] {3, 0, 1, 2, 3}, "name\0comment\0".getBytes(UTF_8));
        CRC32 crc = new CRC32();
        crc.update(head);
        crc.update(fields);
        byte[] check = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        return join(head, fields, check, Arrays.copyOfRange(member, 10, member.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void read_secondMembersHeaderDamaged_refused(int at) {
        second[at] ^= 0x55;
        assertThatThrownBy(() -> events(join(first, second)))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(dir.resolve(FILE) + " cannot be read: ")
                .hasMessageNotContaining("java.");
    }

    @Test
    void read_somethingBehindThePadding_refused() {
        assertThatThrownBy(() -> events(join(first, new byte[512], second)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("something else follows");
        assertThatThrownBy(() -> events(join(first, new byte[] {7}))).hasMessageContaining("something else follows");
    }

    /** Wherever it is cut, what came before must not be taken for all. */
    @Test
    void read_cutAnywhere_refusedInPlainWords() {
        byte[] both = join(first, second);
        for (int n = first.length + 1; n < both.length; n++) {
            byte[] cut = Arrays.copyOf(both, n);
            assertThatThrownBy(() -> events(cut))
                    .isInstanceOf(DatasetException.class)
                    .hasMessage(dir.resolve(FILE)
                            + " cannot be read: it ends in the middle of packed data; is it there as a whole?");
        }
    }

    @Test
    void read_damagedInside_refusedInPlainWords() {
        byte[] crc = first.clone();
        crc[crc.length - 8] ^= 1;
        assertThatThrownBy(() -> events(crc)).hasMessageEndingWith("its packed data are damaged (checksum)");
        byte[] length = first.clone();
        length[length.length - 1] ^= 1;
        assertThatThrownBy(() -> events(length)).hasMessageEndingWith("its packed data are damaged (length)");
        byte[] data = first.clone();
        Arrays.fill(data, 40, 60, (byte) 0xff);
        assertThatThrownBy(() -> events(data)).hasMessageContaining("its packed data are damaged (");
    }
}
