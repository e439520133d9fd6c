package io.exogenesis.omega.viewer.internal.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The format is that of the JDK's stream: what older versions wrote is read, and the other way round. */
class ByteWriterPropertyTest {

    @Property(tries = 300)
    void write_anything_isWhatADataOutputStreamWrites(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int capacity, @ForAll String text)
            throws IOException {
        Random random = new Random(seed);
        ByteWriter mine = new ByteWriter(capacity);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream other = new DataOutputStream(bytes);
        for (int n = 0; n < 20; n++) {
            writeBoth(random.nextInt(9), random.nextLong(), text, mine, other);
        }
        assertThat(mine.toByteArray()).isEqualTo(bytes.toByteArray());
    }

    private static void writeBoth(int what, long value, String text, ByteWriter mine, DataOutputStream other)
            throws IOException {
        byte[] utf8 = text.getBytes(UTF_8);
        switch (what) {
            case 0 -> {
                mine.writeByte((int) value);
                other.writeByte((int) value);
            }
            case 1 -> {
                mine.writeBoolean(value > 0);
                other.writeBoolean(value > 0);
            }
            case 2 -> {
                mine.writeShort((int) value);
                other.writeShort((int) value);
            }
            case 3 -> {
                mine.writeInt((int) value);
                other.writeInt((int) value);
            }
            case 4 -> {
                mine.writeLong(value);
                other.writeLong(value);
            }
            case 5 -> {
                mine.writeFloat(Float.intBitsToFloat((int) value));
                other.writeFloat(Float.intBitsToFloat((int) value));
            }
            case 6 -> {
                mine.writeDouble(Double.longBitsToDouble(value));
                other.writeDouble(Double.longBitsToDouble(value));
            }
            case 7 -> {
                mine.write(utf8);
                other.write(utf8);
            }
            default -> {
                mine.writeLongText(text);
                other.writeInt(utf8.length);
                other.write(utf8);
            }
        }
    }

    @Property(tries = 300)
    void writeUTF_anyText_isWhatADataOutputStreamWrites(@ForAll String text) throws IOException {
        for (String one : new String[] {text, text + "\0", "a" + text + "\u007f\u0080\u07ff\u0800\ud800", ""}) {
            ByteWriter mine = new ByteWriter(0);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            mine.writeUTF(one);
            new DataOutputStream(bytes).writeUTF(one);
            assertThat(mine.toByteArray()).isEqualTo(bytes.toByteArray());
        }
    }

    @Example
    void writeUTF_longerThanItsLengthCanSay_isRefused() {
        new ByteWriter(4).writeUTF("a".repeat(65_535));
        assertThatThrownBy(() -> new ByteWriter(4).writeUTF("a".repeat(65_536)))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> new ByteWriter(4).writeUTF("ü".repeat(32_768)))
                .isInstanceOf(UncheckedIOException.class);
    }
}
