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
     * The same for {@link #GROUP} rows that lie one after the other from {@code offset}: the query is loaded once for all.
     *
     * @param into GROUP values; exact where the query holds codes, see {@link Int8#widened}
     */
    void dotGroup(float[] query, byte[] codes, int offset, float[] into);

    /** into[i] += weight·codes[i] for all of {@code into}. */
    void add(float weight, byte[] codes, int offset, float[] into);
}
