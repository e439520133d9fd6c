package io.exogenesis.omega.core;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Bytes that pass the check of a file, whatever they are: for tests of what stands behind it. */
public final class Checksums {
    private Checksums() {}

    /** The same with their CRC32C behind them. */
    public static byte[] behind(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return ByteBuffer.allocate(content.length + Integer.BYTES)
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    /** What {@link #behind} was given. */
    public static byte[] without(byte[] whole) {
        return Arrays.copyOf(whole, whole.length - Integer.BYTES);
    }
}
