package io.exogenesis.omega.vector.arithmetic;

import java.util.Arrays;

/** The plain form: runs on every JVM, and is what the other one is held against. */
final class ScalarKernel implements Int8Kernel {
    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public int dot(byte[] a, int aOffset, byte[] b, int bOffset, int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum += a[aOffset + i] * b[bOffset + i];
        }
        return sum;
    }

    @Override
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

    @Override
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

    @Override
    public void dotBlock(float[] query, byte[] codes, int offset, float[] into) {
        for (int r = 0; r < BLOCK; r++) {
            into[r] = dot(query, codes, offset + r * query.length);
        }
    }

    @Override
    public long cosines(float[] dots, float scale, float[] scales, int from, float bar) {
        long bits = 0;
        for (int i = 0; i < BLOCK; i++) {
            dots[i] = dots[i] * scale * scales[from + i];
            bits |= dots[i] >= bar ? 1L << i : 0;
        }
        return bits;
    }

    @Override
    public void add(float weight, byte[] codes, int offset, float[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] += weight * codes[offset + i];
        }
    }

    @Override
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

    @Override
    public long between(float[] values, int from, float low, float high) {
        long bits = 0;
        for (int i = 0; i < BLOCK; i++) {
            float value = values[from + i];
            if (value >= low && value < high) {
                bits |= 1L << i;
            }
        }
        return bits;
    }

    @Override
    public int collect(float[] values, int from, float low, float high, int[] into, int n) {
        int end = n;
        for (int i = from; i < from + BLOCK; i++) {
            if (values[i] >= low && values[i] < high) {
                into[end++] = i;
            }
        }
        return end;
    }

    @Override
    public void bits(int[] values, int mask, int[] into, int offset, int stride) {
        for (int from = 0, at = offset; from < values.length; from += Integer.SIZE, at += stride) {
            int word = 0;
            for (int i = 0; i < Integer.SIZE; i++) {
                word |= (values[from + i] & mask) != 0 ? 1 << i : 0;
            }
            into[at] = word;
        }
    }

    @Override
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

    @Override
    public void doubleButterflies(int[] values, int h) {
        butterflies(values, h);
        butterflies(values, 2 * h);
    }

    @Override
    public int alike(long[] first, long[] second, int from, int to, long a, long b, int most, int[] into) {
        int n = 0;
        for (int i = from; i < to; i++) {
            if (Long.bitCount(first[i] ^ a) + Long.bitCount(second[i] ^ b) <= most) {
                into[n++] = i;
            }
        }
        return n;
    }

    @Override
    public int dot(int[] wide, byte[] codes, int offset) {
        int sum = 0;
        for (int i = 0; i < wide.length; i++) {
            sum += wide[i] * codes[offset + i];
        }
        return sum;
    }

    @Override
    public void add(int weight, byte[] codes, int offset, int[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] += weight * codes[offset + i];
        }
    }
}
