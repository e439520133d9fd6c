package io.exogenesis.omega.viewer.internal.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes as {@link java.io.DataOutputStream} writes them, big-endian, into an array that grows: without its streams and locks, which
 * took most of the time of writing a record.
 */
public final class ByteWriter {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);
    /** Most bytes of a text with a 16-bit length. */
    private static final int MOST = 0xffff;

    private byte[] bytes;
    private int size;

    /** @param capacity bytes that there is room for at first */
    public ByteWriter(int capacity) {
        this.bytes = new byte[capacity];
    }

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
    }

    public byte[] toByteArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** Makes room and gives the place where it begins. */
    private int room(int n) {
        if (bytes.length - size < n) {
            bytes = Arrays.copyOf(bytes, Math.max(size + n, 2 * bytes.length));
        }
        int at = size;
        size += n;
        return at;
    }

    public void writeByte(int value) {
        int at = room(1);
        bytes[at] = (byte) value;
    }

    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    public void writeShort(int value) {
        int at = room(Short.BYTES);
        SHORT.set(bytes, at, (short) value);
    }

    public void writeInt(int value) {
        int at = room(Integer.BYTES);
        INT.set(bytes, at, value);
    }

    public void writeLong(long value) {
        int at = room(Long.BYTES);
        LONG.set(bytes, at, value);
    }

    public void writeFloat(float value) {
        writeInt(Float.floatToIntBits(value));
    }

    public void writeDouble(double value) {
        writeLong(Double.doubleToLongBits(value));
    }

    public void write(byte[] value) {
        int at = room(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
    }

    /** An int32 length and UTF-8. */
    public void writeLongText(String text) {
        int length = text.length();
        int at = room(Integer.BYTES + length);
        if (ascii(text, at + Integer.BYTES)) {
            INT.set(bytes, at, length);
            return;
        }
        size = at;
        byte[] encoded = text.getBytes(UTF_8);
        writeInt(encoded.length);
        write(encoded);
    }

    /**
     * A 16-bit length and modified UTF-8 ({@link java.io.DataInput}).
     *
     * @throws UncheckedIOException if it takes more than 65,535 bytes
     */
    public void writeUTF(String text) {
        int length = text.length();
        int at = room(Short.BYTES + length);
        if (length <= MOST && ascii(text, at + Short.BYTES)) {
            SHORT.set(bytes, at, (short) length);
            return;
        }
        size = at;
        int encoded = 0;
        for (int i = 0; i < length; i++) {
            encoded += bytesOf(text.charAt(i));
        }
        if (encoded > MOST) {
            throw new UncheckedIOException(new UTFDataFormatException("a text of " + encoded + " bytes"));
        }
        writeShort(encoded);
        for (int i = 0; i < length; i++) {
            writeModified(text.charAt(i));
        }
    }

    private static int bytesOf(char c) {
        return c >= 0x01 && c <= 0x7f ? 1 : c <= 0x7ff ? 2 : 3;
    }

    private void writeModified(char c) {
        switch (bytesOf(c)) {
            case 1 -> writeByte(c);
            case 2 -> writeShort(0xc080 | (c & 0x7c0) << 2 | c & 0x3f);
            default -> {
                writeByte(0xe0 | c >> 12);
                writeShort(0x8080 | (c & 0xfc0) << 2 | c & 0x3f);
            }
        }
    }

    /** Puts the text in place if a byte a character will do in both forms; else what stands there means nothing. */
    private boolean ascii(String text, int at) {
        int all = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes[at + i] = (byte) c;
            all |= c | c - 1; // of zero, which takes two bytes in one of the forms, this is negative
        }
        return (all & ~0x7f) == 0;
    }
}
