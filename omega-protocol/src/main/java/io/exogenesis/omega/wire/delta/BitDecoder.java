package io.exogenesis.omega.wire.delta;

/** Reads what a {@link BitEncoder} wrote. Behind the end it reads zeros: what is made of them fails by its checksum. */
final class BitDecoder implements BitCoder {
    private final byte[] in;
    private int at;
    private int low;
    private int high = -1;
    private int code;

    BitDecoder(byte[] in) {
        this.in = in;
        for (int n = 0; n < Integer.BYTES; n++) {
            code = code << 8 | next();
        }
    }

    private int next() {
        return at < in.length ? in[at++] & 255 : 0;
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public int bit(int[] chances, int index, int bit) {
        int read = read(chances[index]);
        chances[index] = BitCoder.adapted(chances[index], read);
        return read;
    }

    @Override
    public int plain(int value, int count) {
        int read = 0;
        for (int n = 0; n < count; n++) {
            read = read << 1 | read(EVEN);
        }
        return read;
    }

    private int read(int chance) {
        int middle = BitCoder.middle(low, high, chance);
        int bit = Integer.compareUnsigned(code, middle) <= 0 ? 1 : 0;
        if (bit == 1) {
            high = middle;
        } else {
            low = middle + 1;
        }
        while ((low ^ high) >>> 24 == 0) {
            low <<= 8;
            high = high << 8 | 255;
            code = code << 8 | next();
        }
        return bit;
    }
}
