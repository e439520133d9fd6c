package io.exogenesis.omega.wire.delta;

/** One walk over what is coded serves both ways: an encoder writes what it is given, a decoder gives what it reads. */
interface BitCoder {
    /** Probability of a 1 in parts of 65,536 to begin with. */
    int EVEN = 1 << 15;
    /** How slowly a probability follows: by 1/32 of its distance for each bit. */
    int RATE = 5;

    /** Whether values given to {@link #bit} count. */
    boolean writes();

    /**
     * @param chances adaptive probabilities, changed by this
     * @param bit 0 or 1; passed over when reading
     * @return the bit written or read
     */
    int bit(int[] chances, int at, int bit);

    /** {@code count} bits, the highest first, each as likely as not. */
    int plain(int value, int count);

    /** After a bit. It stays within [31, 65,505]. */
    static int adapted(int chance, int bit) {
        return bit == 1 ? chance + ((65_536 - chance) >> RATE) : chance - (chance >> RATE);
    }

    /** Where [low, high], both unsigned, is divided; below high. */
    static int middle(int low, int high, int chance) {
        return low + (int) ((Integer.toUnsignedLong(high - low) * chance) >>> 16);
    }
}
