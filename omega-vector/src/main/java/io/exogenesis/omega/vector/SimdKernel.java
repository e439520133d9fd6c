package io.exogenesis.omega.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The form with the Vector API. The only class that names it: where the module is absent this class must never be loaded, see
 * {@link Int8}.
 */
final class SimdKernel implements Int8Kernel {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    /** As many bytes as there are ints in a register: each is widened to a lane of its own. */
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(INTS.vectorBitSize() / 4));

    private static final int LANES = INTS.length();

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
        int sum = even.add(odd).reduceLanes(VectorOperators.ADD);
        for (; i < n; i++) {
            sum += a[aOffset + i] * b[bOffset + i];
        }
        return sum;
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
    public void dotGroup(float[] query, byte[] codes, int offset, float[] into) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = FloatVector.zero(FLOATS);
        FloatVector c = FloatVector.zero(FLOATS);
        FloatVector d = FloatVector.zero(FLOATS);
        int n = query.length;
        int i = 0;
        for (int bound = n - n % LANES; i < bound; i += LANES) {
            FloatVector q = FloatVector.fromArray(FLOATS, query, i);
            a = floats(codes, offset + i).fma(q, a);
            b = floats(codes, offset + n + i).fma(q, b);
            c = floats(codes, offset + 2 * n + i).fma(q, c);
            d = floats(codes, offset + 3 * n + i).fma(q, d);
        }
        into[0] = a.reduceLanes(VectorOperators.ADD);
        into[1] = b.reduceLanes(VectorOperators.ADD);
        into[2] = c.reduceLanes(VectorOperators.ADD);
        into[3] = d.reduceLanes(VectorOperators.ADD);
        for (; i < n; i++) {
            for (int r = 0; r < GROUP; r++) {
                into[r] += query[i] * codes[offset + r * n + i];
            }
        }
    }

    @Override
    public void add(float weight, byte[] codes, int offset, float[] into) {
        FloatVector weights = FloatVector.broadcast(FLOATS, weight);
        int n = into.length;
        int i = 0;
        for (int bound = n - n % LANES; i < bound; i += LANES) {
            floats(codes, offset + i)
                    .fma(weights, FloatVector.fromArray(FLOATS, into, i))
                    .intoArray(into, i);
        }
        for (; i < n; i++) {
            into[i] += weight * codes[offset + i];
        }
    }

    private static IntVector ints(byte[] codes, int at) {
        return (IntVector) ByteVector.fromArray(BYTES, codes, at).convertShape(VectorOperators.B2I, INTS, 0);
    }

    private static FloatVector floats(byte[] codes, int at) {
        return (FloatVector) ByteVector.fromArray(BYTES, codes, at).convertShape(VectorOperators.B2F, FLOATS, 0);
    }
}
