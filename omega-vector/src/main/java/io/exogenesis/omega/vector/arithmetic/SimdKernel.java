package io.exogenesis.omega.vector.arithmetic;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The form with the Vector API. The only class that names it: where the module is absent this class must never be loaded, see
 * {@link Int8}.
 */
final class SimdKernel extends Int8Kernel {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    /** As many bytes as there are ints in a register: each is widened to a lane of its own. */
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(INTS.vectorBitSize() / 4));

    private static final int LANES = INTS.length();
    /** 0, 1, 2, … */
    private static final IntVector COUNT = IntVector.zero(INTS).addIndex(1);

    private static final FloatVector NONE = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);

    /** @throws UnsupportedOperationException if the registers are narrower than 256 bits, where widening costs more than it gains */
    SimdKernel() {
        if (INTS.vectorBitSize() < 256 || FLOATS.length() != LANES) {
            throw new UnsupportedOperationException("registers of " + INTS.vectorBitSize() + " bits");
        }
    }

    @Override
    public String name() {
        return "Vector API, " + INTS.vectorBitSize() + " bits";
    }

    @Override
    public int dot(byte[] a, int aOffset, byte[] b, int bOffset, int n) {
        IntVector even = IntVector.zero(INTS);
        IntVector odd = IntVector.zero(INTS);
        int i = 0;
        // Two sums hide the latency of the addition.
        for (int bound = n - n % (2 * LANES); i < bound; i += 2 * LANES) {
            even = even.add(ints(a, aOffset + i).mul(ints(b, bOffset + i)));
            odd = odd.add(ints(a, aOffset + i + LANES).mul(ints(b, bOffset + i + LANES)));
        }
        return even.add(odd).reduceLanes(VectorOperators.ADD) + super.dot(a, aOffset + i, b, bOffset + i, n - i);
    }

    @Override
    public float dot(float[] query, byte[] codes, int offset) {
        FloatVector even = FloatVector.zero(FLOATS);
        FloatVector odd = FloatVector.zero(FLOATS);
        int n = query.length;
        int i = 0;
        for (int bound = n - n % (2 * LANES); i < bound; i += 2 * LANES) {
            even = floats(codes, offset + i).fma(FloatVector.fromArray(FLOATS, query, i), even);
            odd = floats(codes, offset + i + LANES).fma(FloatVector.fromArray(FLOATS, query, i + LANES), odd);
        }
        float sum = even.add(odd).reduceLanes(VectorOperators.ADD);
        for (; i < n; i++) {
            sum += query[i] * codes[offset + i];
        }
        return sum;
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
        FloatVector sumA = FloatVector.zero(FLOATS);
        FloatVector sumB = FloatVector.zero(FLOATS);
        FloatVector sumC = FloatVector.zero(FLOATS);
        FloatVector sumD = FloatVector.zero(FLOATS);
        int n = query.length;
        int i = 0;
        for (int bound = n - n % LANES; i < bound; i += LANES) {
            FloatVector q = FloatVector.fromArray(FLOATS, query, i);
            sumA = floats(a, aAt + i).fma(q, sumA);
            sumB = floats(b, bAt + i).fma(q, sumB);
            sumC = floats(c, cAt + i).fma(q, sumC);
            sumD = floats(d, dAt + i).fma(q, sumD);
        }
        into[at] = sumA.reduceLanes(VectorOperators.ADD);
        into[at + 1] = sumB.reduceLanes(VectorOperators.ADD);
        into[at + 2] = sumC.reduceLanes(VectorOperators.ADD);
        into[at + 3] = sumD.reduceLanes(VectorOperators.ADD);
        for (; i < n; i++) {
            into[at] += query[i] * a[aAt + i];
            into[at + 1] += query[i] * b[bAt + i];
            into[at + 2] += query[i] * c[cAt + i];
            into[at + 3] += query[i] * d[dAt + i];
        }
    }

    @Override
    public void dotBlock(float[] query, byte[] codes, int offset, float[] into) {
        int n = query.length;
        for (int r = 0, at = offset; r < BLOCK; r += GROUP, at += GROUP * n) {
            dotGroup(query, codes, at, codes, at + n, codes, at + 2 * n, codes, at + 3 * n, into, r);
        }
    }

    @Override
    public long cosines(float[] dots, float scale, float[] scales, int from, float bar) {
        long bits = 0;
        for (int i = 0; i < BLOCK; i += LANES) {
            FloatVector cosines = FloatVector.fromArray(FLOATS, dots, i)
                    .mul(scale)
                    .mul(FloatVector.fromArray(FLOATS, scales, from + i));
            cosines.intoArray(dots, i);
            bits |= cosines.compare(VectorOperators.GE, bar).toLong() << i;
        }
        return bits;
    }

    @Override
    public void estimates(
            int[] signs, float[] factors, int from, int[] query, float scale, long wanted, float[] into, int at) {
        for (int r = 0; r < BLOCK; r += LANES) {
            // Rows stand in groups of 16; a narrower register takes a group in two halves.
            int row = from + r;
            int base = row / SignCodes.ROWS * SignCodes.ROWS * SignCodes.WORDS + row % SignCodes.ROWS;
            IntVector d0 = IntVector.zero(INTS);
            IntVector d1 = IntVector.zero(INTS);
            IntVector d2 = IntVector.zero(INTS);
            for (int w = 0; w < SignCodes.WORDS; w++) {
                IntVector sign = IntVector.fromArray(INTS, signs, base + w * SignCodes.ROWS);
                d0 = d0.add(distance(sign, query[w]));
                d1 = d1.add(distance(sign, query[w + SignCodes.WORDS]));
                d2 = d2.add(distance(sign, query[w + 2 * SignCodes.WORDS]));
            }
            IntVector sum = d0.add(d1.add(d1)).add(d2.lanewise(VectorOperators.LSHL, 2));
            FloatVector estimate = ((FloatVector)
                            sum.sub(SignCodes.CENTRE).convertShape(VectorOperators.I2F, FLOATS, 0))
                    .mul(scale)
                    .mul(FloatVector.fromArray(FLOATS, factors, row));
            NONE.blend(estimate, VectorMask.fromLong(FLOATS, wanted >>> r)).intoArray(into, at + r);
        }
    }

    private static IntVector distance(IntVector sign, int plane) {
        return sign.lanewise(VectorOperators.XOR, plane).lanewise(VectorOperators.BIT_COUNT);
    }

    @Override
    public long between(float[] values, int from, float low, float high) {
        long bits = 0;
        for (int i = 0; i < BLOCK; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, values, from + i);
            VectorMask<Float> inside = v.compare(VectorOperators.GE, low).and(v.compare(VectorOperators.LT, high));
            bits |= inside.toLong() << i;
        }
        return bits;
    }

    @Override
    public int collect(float[] values, int from, float low, float high, int[] into, int n) {
        int end = n;
        for (int i = from; i < from + BLOCK; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, values, i);
            VectorMask<Integer> inside = v.compare(VectorOperators.GE, low)
                    .and(v.compare(VectorOperators.LT, high))
                    .cast(INTS);
            // A whole register is written; what lies behind the new end is overwritten by the next.
            COUNT.add(i).compress(inside).intoArray(into, end);
            end += inside.trueCount();
        }
        return end;
    }

    @Override
    public void bits(int[] values, int mask, int[] into, int offset, int stride) {
        for (int from = 0, at = offset; from < values.length; from += Integer.SIZE, at += stride) {
            int word = 0;
            for (int i = 0; i < Integer.SIZE; i += LANES) {
                IntVector v = IntVector.fromArray(INTS, values, from + i).and(mask);
                word |= (int) v.compare(VectorOperators.NE, 0).toLong() << i;
            }
            into[at] = word;
        }
    }

    @Override
    public void butterflies(int[] values, int h) {
        // Strides are multiples of 8, not of 16.
        VectorSpecies<Integer> eight = IntVector.SPECIES_256;
        for (int from = 0; from < values.length; from += 2 * h) {
            for (int i = from; i < from + h; i += 8) {
                IntVector a = IntVector.fromArray(eight, values, i);
                IntVector b = IntVector.fromArray(eight, values, i + h);
                a.add(b).intoArray(values, i);
                a.sub(b).intoArray(values, i + h);
            }
        }
    }

    /* Four values in registers for both steps: half the loads and stores. */
    @Override
    public void doubleButterflies(int[] values, int h) {
        VectorSpecies<Integer> eight = IntVector.SPECIES_256;
        for (int from = 0; from < values.length; from += 4 * h) {
            for (int i = from; i < from + h; i += 8) {
                IntVector a = IntVector.fromArray(eight, values, i);
                IntVector b = IntVector.fromArray(eight, values, i + h);
                IntVector c = IntVector.fromArray(eight, values, i + 2 * h);
                IntVector d = IntVector.fromArray(eight, values, i + 3 * h);
                IntVector sum = a.add(b);
                IntVector difference = a.sub(b);
                IntVector otherSum = c.add(d);
                IntVector otherDifference = c.sub(d);
                sum.add(otherSum).intoArray(values, i);
                difference.add(otherDifference).intoArray(values, i + h);
                sum.sub(otherSum).intoArray(values, i + 2 * h);
                difference.sub(otherDifference).intoArray(values, i + 3 * h);
            }
        }
    }

    @Override
    public int alike(long[] first, long[] second, int from, int to, long a, long b, int most, int[] into) {
        int n = 0;
        int i = from;
        for (int bound = to - (to - from) % LONGS.length(); i < bound; i += LONGS.length()) {
            LongVector differ = different(first, i, a).add(different(second, i, b));
            for (long bits = differ.compare(VectorOperators.LE, most).toLong(); bits != 0; bits &= bits - 1) {
                into[n++] = i + Long.numberOfTrailingZeros(bits);
            }
        }
        for (; i < to; i++) {
            if (Long.bitCount(first[i] ^ a) + Long.bitCount(second[i] ^ b) <= most) {
                into[n++] = i;
            }
        }
        return n;
    }

    @Override
    public int dot(int[] wide, byte[] codes, int offset) {
        IntVector sum = IntVector.zero(INTS);
        int i = 0;
        for (int bound = wide.length - wide.length % LANES; i < bound; i += LANES) {
            sum = sum.add(ints(codes, offset + i).mul(IntVector.fromArray(INTS, wide, i)));
        }
        int out = sum.reduceLanes(VectorOperators.ADD);
        for (; i < wide.length; i++) {
            out += wide[i] * codes[offset + i];
        }
        return out;
    }

    @Override
    public void add(int weight, byte[] codes, int offset, int[] into) {
        int i = 0;
        for (int bound = into.length - into.length % LANES; i < bound; i += LANES) {
            ints(codes, offset + i)
                    .mul(weight)
                    .add(IntVector.fromArray(INTS, into, i))
                    .intoArray(into, i);
        }
        for (; i < into.length; i++) {
            into[i] += weight * codes[offset + i];
        }
    }

    private static LongVector different(long[] signatures, int at, long from) {
        return LongVector.fromArray(LONGS, signatures, at)
                .lanewise(VectorOperators.XOR, from)
                .lanewise(VectorOperators.BIT_COUNT);
    }

    private static IntVector ints(byte[] codes, int at) {
        return (IntVector) ByteVector.fromArray(BYTES, codes, at).convertShape(VectorOperators.B2I, INTS, 0);
    }

    private static FloatVector floats(byte[] codes, int at) {
        return (FloatVector) ByteVector.fromArray(BYTES, codes, at).convertShape(VectorOperators.B2F, FLOATS, 0);
    }
}
