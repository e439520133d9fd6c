package io.exogenesis.omega.vector.arithmetic;

/** The arithmetic on codes, in one of two forms that agree: exactly for integers, up to rounding for floats. */
public interface Int8Kernel {
    /** Rows that are compared at once: as many as leave registers free for their sums. */
    int GROUP = 4;
    /** Rows of a block: the bits of a long. */
    int BLOCK = Long.SIZE;

    /** For the log: what runs. */
    String name();

    /** Σ a[i]·b[i] over {@code n} values from the offsets. Exact for n ≤ 130,000. */
    int dot(byte[] a, int aOffset, byte[] b, int bOffset, int n);

    /** Σ query[i]·codes[i] over {@code query}'s values. */
    float dot(float[] query, byte[] codes, int offset);

    /**
     * The same for {@link #GROUP} rows, which may lie in four arrays or in one: the query is loaded once for all.
     *
     * @param into gets GROUP values from {@code at}; exact where the query holds codes, see {@link Int8#widened}
     */
    void dotGroup(
            float[] query,
            byte[] a,
            int aAt,
            byte[] b,
            int bAt,
            byte[] c,
            int cAt,
            byte[] d,
            int dAt,
            float[] into,
            int at);

    /** The same for {@link #BLOCK} rows that lie one after the other from {@code offset}. */
    void dotBlock(float[] query, byte[] codes, int offset, float[] into);

    /**
     * Makes cosines of a block's dot products: {@code dots[i] · scale · scales[from + i]}, in place.
     *
     * @return which of them are at least {@code bar}: a bit each
     */
    long cosines(float[] dots, float scale, float[] scales, int from, float bar);

    /** into[i] += weight·codes[i] for all of {@code into}. */
    void add(float weight, byte[] codes, int offset, float[] into);

    /**
     * Estimates of {@link SignCodes} for a block of rows.
     *
     * @param signs sign bits in the layout of {@link SignCodes}; the block starts at the word {@code 12·from}
     * @param factors one a row, from {@code from}
     * @param query the query's bit planes
     * @param scale the query's factor
     * @param wanted rows that count; the others get −∞
     * @param into 64 values from {@code at}
     */
    void estimates(int[] signs, float[] factors, int from, int[] query, float scale, long wanted, float[] into, int at);

    /** Which of a block's values, 64 from {@code from}, lie in [low, high): a bit each. */
    long between(float[] values, int from, float low, float high);

    /**
     * Appends {@code from + i} for those of a block's values {@code values[from + i]} that lie in [low, high).
     *
     * @param n how many numbers {@code into} holds so far; it has room for 64 more
     * @return how many it holds now
     */
    int collect(float[] values, int from, float low, float high, int[] into, int n);

    /** Bit i of the words from {@code offset} on, {@code stride} apart: whether {@code values[i] & mask} is not 0. */
    void bits(int[] values, int mask, int[] into, int offset, int stride);

    /**
     * For every pair of values {@code h} apart: their sum and their difference; {@code h} a multiple of 8, the length of
     * {@code values} one of 2h.
     */
    void butterflies(int[] values, int h);

    /** {@link #butterflies} of {@code h} and then of 2h; the length of {@code values} is a multiple of 4h. */
    void doubleButterflies(int[] values, int h);

    /**
     * Writes the places in [from, to) at which {@code first} differs from {@code a}, and {@code second} from {@code b}, in at most
     * {@code most} bits together.
     *
     * @param into has room for {@code to − from}
     * @return how many they are
     */
    int alike(long[] first, long[] second, int from, int to, long a, long b, int most, int[] into);

    /** Σ wide[i]·codes[offset + i] over all of {@code wide}; exact while no sum of absolute products leaves the ints. */
    int dot(int[] wide, byte[] codes, int offset);

    /** into[i] += weight·codes[offset + i] for all of {@code into}. */
    void add(int weight, byte[] codes, int offset, int[] into);
}
