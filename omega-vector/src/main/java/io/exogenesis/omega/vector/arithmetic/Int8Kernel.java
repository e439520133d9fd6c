package io.exogenesis.omega.vector.arithmetic;

import java.util.Arrays;

/**
 * The arithmetic on codes as plain loops, which run on every JVM. {@link SimdKernel} does the same by the register; the two agree
 * exactly for integers, up to rounding for floats.
 */
public abstract class Int8Kernel {
    /** Rows that are compared at once: as many as leave registers free for their sums. */
    public static final int GROUP = 4;
    /** Rows of a block: the bits of a long. */
    public static final int BLOCK = Long.SIZE;

    /** For the log: what runs. */
    public abstract String name();

    /** Σ a[i]·b[i] over {@code n} values from the offsets. Exact for n ≤ 130,000. */
    public int dot(byte[] a, int aOffset, byte[] b, int bOffset, int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum += a[aOffset + i] * b[bOffset + i];
        }
        return sum;
    }

    /** Σ query[i]·codes[i] over {@code query}'s values. */
    public float dot(float[] query, byte[] codes, int offset) {
        // Four sums: a single one is a chain of dependent additions, and less exact.
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int n = query.length;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += query[i] * codes[offset + i];
            s1 += query[i + 1] * codes[offset + i + 1];
            s2 += query[i + 2] * codes[offset + i + 2];
            s3 += query[i + 3] * codes[offset + i + 3];
        }
        for (; i < n; i++) {
            s0 += query[i] * codes[offset + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /**
     * The same for {@link #GROUP} rows, which may lie in four arrays or in one: the query is loaded once for all.
     *
     * @param into gets GROUP values from {@code at}; exact where the query holds codes, see {@link Int8#widened}
     */
    public void dotGroup(
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
            int at) {
        into[at] = dot(query, a, aAt);
        into[at + 1] = dot(query, b, bAt);
        into[at + 2] = dot(query, c, cAt);
        into[at + 3] = dot(query, d, dAt);
    }

    /** The same for {@link #BLOCK} rows that lie one after the other from {@code offset}. */
    public void dotBlock(float[] query, byte[] codes, int offset, float[] into) {
        for (int r = 0; r < BLOCK; r++) {
            into[r] = dot(query, codes, offset + r * query.length);
        }
    }

    /**
     * Makes cosines of a block's dot products: {@code dots[i] · scale · scales[from + i]}, in place.
     *
     * @return which of them are at least {@code bar}: a bit each
     */
    public long cosines(float[] dots, float scale, float[] scales, int from, float bar) {
        long bits = 0;
        for (int i = 0; i < BLOCK; i++) {
            dots[i] = dots[i] * scale * scales[from + i];
            bits |= dots[i] >= bar ? 1L << i : 0;
        }
        return bits;
    }

    /** into[i] += weight·codes[offset + i] for all of {@code into}. The compiler uses registers by itself here. */
    public void add(float weight, byte[] codes, int offset, float[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] += weight * codes[offset + i];
        }
    }

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
    public void estimates(
            int[] signs, float[] factors, int from, int[] query, float scale, long wanted, float[] into, int at) {
        int[] sums = new int[SignCodes.ROWS];
        for (int r = 0; r < BLOCK; r += SignCodes.ROWS) {
            Arrays.fill(sums, 0);
            int base = (from + r) * SignCodes.WORDS;
            for (int w = 0; w < SignCodes.WORDS; w++) {
                addDistances(signs, base + w * SignCodes.ROWS, query, w, sums);
            }
            for (int i = 0; i < SignCodes.ROWS; i++) {
                float estimate = (sums[i] - SignCodes.CENTRE) * scale * factors[from + r + i];
                into[at + r + i] = (wanted >>> r + i & 1) != 0 ? estimate : Float.NEGATIVE_INFINITY;
            }
        }
    }

    private static void addDistances(int[] signs, int base, int[] query, int word, int[] sums) {
        int p0 = query[word];
        int p1 = query[word + SignCodes.WORDS];
        int p2 = query[word + 2 * SignCodes.WORDS];
        for (int i = 0; i < SignCodes.ROWS; i++) {
            int sign = signs[base + i];
            sums[i] += Integer.bitCount(sign ^ p0) + 2 * Integer.bitCount(sign ^ p1) + 4 * Integer.bitCount(sign ^ p2);
        }
    }

    /** Which of a block's values, 64 from {@code from}, lie in [low, high): a bit each. */
    public long between(float[] values, int from, float low, float high) {
        long bits = 0;
        for (int i = 0; i < BLOCK; i++) {
            float value = values[from + i];
            bits |= value >= low && value < high ? 1L << i : 0;
        }
        return bits;
    }

    /**
     * Appends {@code from + i} for those of a block's values {@code values[from + i]} that lie in [low, high).
     *
     * @param n how many numbers {@code into} holds so far; it has room for 64 more
     * @return how many it holds now
     */
    public int collect(float[] values, int from, float low, float high, int[] into, int n) {
        int end = n;
        for (int i = from; i < from + BLOCK; i++) {
            if (values[i] >= low && values[i] < high) {
                into[end++] = i;
            }
        }
        return end;
    }

    /** Bit i of the words from {@code offset} on, {@code stride} apart: whether {@code values[i] & mask} is not 0. */
    public void bits(int[] values, int mask, int[] into, int offset, int stride) {
        for (int from = 0, at = offset; from < values.length; from += Integer.SIZE, at += stride) {
            int word = 0;
            for (int i = 0; i < Integer.SIZE; i++) {
                word |= (values[from + i] & mask) != 0 ? 1 << i : 0;
            }
            into[at] = word;
        }
    }

    /**
     * For every pair of values {@code h} apart: their sum and their difference; {@code h} a multiple of 8, the length of
     * {@code values} one of 2h.
     */
    public void butterflies(int[] values, int h) {
        for (int from = 0; from < values.length; from += 2 * h) {
            for (int i = from; i < from + h; i++) {
                int a = values[i];
                int b = values[i + h];
                values[i] = a + b;
                values[i + h] = a - b;
            }
        }
    }

    /** {@link #butterflies} of {@code h} and then of 2h; the length of {@code values} is a multiple of 4h. */
    public void doubleButterflies(int[] values, int h) {
        butterflies(values, h);
        butterflies(values, 2 * h);
    }

    /**
     * Writes the places in [from, to) at which {@code first} differs from {@code a}, and {@code second} from {@code b}, in at most
     * {@code most} bits together.
     *
     * @param into has room for {@code to − from}
     * @return how many they are
     */
    public int alike(long[] first, long[] second, int from, int to, long a, long b, int most, int[] into) {
        int n = 0;
        for (int i = from; i < to; i++) {
            if (Long.bitCount(first[i] ^ a) + Long.bitCount(second[i] ^ b) <= most) {
                into[n++] = i;
            }
        }
        return n;
    }

    /** Σ wide[i]·codes[offset + i] over all of {@code wide}; exact while no sum of absolute products leaves the ints. */
    public int dot(int[] wide, byte[] codes, int offset) {
        int sum = 0;
        for (int i = 0; i < wide.length; i++) {
            sum += wide[i] * codes[offset + i];
        }
        return sum;
    }

    /** into[i] += weight·codes[offset + i] for all of {@code into}. */
    public void add(int weight, byte[] codes, int offset, int[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] += weight * codes[offset + i];
        }
    }
}
