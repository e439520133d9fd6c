package io.exogenesis.omega.wire.delta;

import java.io.ByteArrayOutputStream;

/** Binary arithmetic coder with 32 bits and no carry, as that of lpaq. */
final class BitEncoder implements BitCoder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int low;
    private int high = -1;

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public int bit(int[] chances, int at, int bit) {
        code(chances[at], bit);
        chances[at] = BitCoder.adapted(chances[at], bit);
        return bit;
    }

    @Override
    public int plain(int value, int count) {
        for (int n = count - 1; n >= 0; n--) {
            code(EVEN, value >>> n & 1);
        }
        return value;
    }

    private void code(int chance, int bit) {
        int middle = BitCoder.middle(low, high, chance);
        if (bit == 1) {
            high = middle;
        } else {
            low = middle + 1;
        }
        while ((low ^ high) >>> 24 == 0) {
            out.write(high >>> 24);
            low <<= 8;
            high = high << 8 | 255;
        }
    }

    byte[] finish() {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(high >>> shift);
        }
        return out.toByteArray();
    }
}
