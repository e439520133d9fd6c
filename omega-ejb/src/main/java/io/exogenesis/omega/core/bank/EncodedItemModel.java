package io.exogenesis.omega.core.bank;

import io.exogenesis.omega.wire.delta.DeltaChain;
import java.util.zip.CRC32C;

/** An item model as it goes over the wire. The bytes are shared: nobody changes them. */
public final class EncodedItemModel {
    private final long version;
    private final byte[] bytes;
    private final int crc32c;
    private final DeltaChain chain;

    public EncodedItemModel(long version, byte[] bytes) {
        this(version, bytes, DeltaChain.NONE);
    }

    /** @param chain that ends here */
    public EncodedItemModel(long version, byte[] bytes, DeltaChain chain) {
        this.chain = chain;
        this.version = version;
        this.bytes = bytes;
        this.crc32c = crc(bytes);
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return (int) crc.getValue();
    }

    /** Whether the bytes are still those that it was made of; some milliseconds for the largest. */
    public boolean isWhole() {
        return crc(bytes) == crc32c;
    }

    public long version() {
        return version;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int crc32c() {
        return crc32c;
    }

    /** What leads here from models published before. */
    public DeltaChain chain() {
        return chain;
    }
}
