package io.exogenesis.omega.vector;

/** The arithmetic on codes, in one of two forms that agree: exactly for integers, up to rounding for floats. */
interface Int8Kernel {
    /** Rows that {@link #dotGroup} takes at once: as many as leave registers free for their sums. */
    int GROUP = 4;

    /** For the log: what runs. */
    String name();

    /** Σ a[i]·b[i] over {@code n} values from the offsets. Exact for n ≤ 130,000. */
    int dot(byte[] a, int aOffset, byte[] b, int bOffset, int n);

    /** Σ query[i]·codes[i] over {@code query}'s values. */
    float dot(float[] query, byte[] codes, int offset);

    /**
     * The same for {@link #GROUP} rows of four arrays, which may be one and the same: the query is loaded once for all.
     *
     * @param into GROUP values; exact where the query holds codes, see {@link Int8#widened}
     */
    void dotGroup(float[] query, byte[][] codes, int[] offsets, float[] into);

    /** into[i] += weight·codes[i] for all of {@code into}. */
    void add(float weight, byte[] codes, int offset, float[] into);

    /**
     * Estimates of {@link SignCodes} for 64 rows.
     *
     * @param signs sign bits in the layout of {@link SignCodes}, from the word {@code 12·from}
     * @param factors one a row, from {@code from}
     * @param query the query's bit planes
     * @param scale the query's factor
     * @param wanted rows that count; the others get −∞
     * @param into 64 values from {@code at}
     */
    void estimates(int[] signs, float[] factors, int from, int[] query, float scale, long wanted, float[] into, int at);

    /** Which of 64 values from {@code from} lie in [low, high): a bit each. */
    long between(float[] values, int from, float low, float high);

    /** Bit i of the words from {@code offset} on, {@code stride} apart: whether {@code values[i] & mask} is not 0. */
    void bits(int[] values, int mask, int[] into, int offset, int stride);

    /**
     * For every pair of values {@code h} apart: their sum and their difference; {@code h} a multiple of 8, the length of
     * {@code values} one of 2h.
     */
    void butterflies(int[] values, int h);
}
