package io.exogenesis.omega.vector.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.model.Embedding;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The kernel in use against the plain one, and both against the definition: to the bit wherever integers are meant. */
class SignKernelTest {
    private static final int D = Embedding.DIMENSIONS;
    private static final ScalarKernel SCALAR = new ScalarKernel();

    // Offsets, four arrays and sums that must stay exact: a kernel that mixes up two rows passes any test with one
    // array.
    @Property(tries = 200)
    void dotGroupAndBlock_codes_areTheSameIntegers(@ForAll long seed, @ForAll @IntRange(max = 5) int offset) {
        Random random = new Random(seed);
        byte[] codes = codes(random, 64 * D + offset);
        byte[] others = codes(random, 4 * D);
        byte[] query = codes(random, D);
        float[] widened = Int8.widened(query);
        float[] group = new float[6];
        Int8.KERNEL.dotGroup(widened, codes, offset, others, D, codes, offset + 7 * D, others, 3 * D, group, 1);
        assertThat(group)
                .containsExactly(
                        0,
                        SCALAR.dot(query, 0, codes, offset, D),
                        SCALAR.dot(query, 0, others, D, D),
                        SCALAR.dot(query, 0, codes, offset + 7 * D, D),
                        SCALAR.dot(query, 0, others, 3 * D, D),
                        0);
        float[] plainGroup = new float[6];
        SCALAR.dotGroup(widened, codes, offset, others, D, codes, offset + 7 * D, others, 3 * D, plainGroup, 1);
        assertThat(plainGroup).containsExactly(group);

        float[] block = new float[64];
        float[] plainBlock = new float[64];
        Int8.KERNEL.dotBlock(widened, codes, offset, block);
        SCALAR.dotBlock(widened, codes, offset, plainBlock);
        assertThat(block).containsExactly(plainBlock);
        float[] scales = floats(random, 70);
        long good = Int8.KERNEL.cosines(block, .01f, scales, 6, .3f);
        assertThat(SCALAR.cosines(plainBlock, .01f, scales, 6, .3f)).isEqualTo(good);
        for (int r = 0; r < 64; r++) {
            float cosine = SCALAR.dot(query, 0, codes, offset + r * D, D) * .01f * scales[6 + r];
            assertThat(block[r]).isEqualTo(cosine).isEqualTo(plainBlock[r]);
            assertThat((good >>> r & 1) == 1).isEqualTo(cosine >= .3f);
        }
    }

    @Property(tries = 200)
    void estimates_anyBits_equalTheWeightedDistances(@ForAll long seed, @ForAll @IntRange(max = 3) int block) {
        Random random = new Random(seed);
        int[] signs = random.ints(256L * SignCodes.WORDS).toArray();
        float[] factors = floats(random, 256);
        int[] query = random.ints((long) SignCodes.PLANES * SignCodes.WORDS).toArray();
        long wanted = random.nextLong();
        float[] fast = new float[70];
        float[] plain = new float[70];
        Int8.KERNEL.estimates(signs, factors, 64 * block, query, .3f, wanted, fast, 5);
        SCALAR.estimates(signs, factors, 64 * block, query, .3f, wanted, plain, 5);
        assertThat(fast).containsExactly(plain);
        for (int i = 0; i < 64; i++) {
            int row = 64 * block + i;
            float expected = (distance(signs, row, query) - SignCodes.CENTRE) * .3f * factors[row];
            assertThat(fast[5 + i]).isEqualTo((wanted >>> i & 1) != 0 ? expected : Float.NEGATIVE_INFINITY);
        }
        float low = (random.nextFloat() - .5f) * 100;
        long between = Int8.KERNEL.between(fast, 5, low, low + 40);
        assertThat(SCALAR.between(fast, 5, low, low + 40)).isEqualTo(between);
        int[] rows = new int[3 + 64];
        int[] plainRows = new int[3 + 64];
        int n = Int8.KERNEL.collect(fast, 5, low, low + 40, rows, 3);
        assertThat(SCALAR.collect(fast, 5, low, low + 40, plainRows, 3)).isEqualTo(n);
        assertThat(n).isEqualTo(3 + Long.bitCount(between));
        assertThat(Arrays.copyOf(rows, n)).containsExactly(Arrays.copyOf(plainRows, n));
        for (int i = 0; i < 64; i++) {
            assertThat((between >>> i & 1) == 1).isEqualTo(fast[5 + i] >= low && fast[5 + i] < low + 40);
        }
    }

    /** By the layout as it is written down: word w of row r at (r / 16) · 192 + w · 16 + r % 16. */
    private static int distance(int[] signs, int row, int[] query) {
        int sum = 0;
        for (int w = 0; w < SignCodes.WORDS; w++) {
            int sign = signs[row / 16 * 192 + w * 16 + row % 16];
            for (int p = 0; p < SignCodes.PLANES; p++) {
                sum += Integer.bitCount(sign ^ query[p * SignCodes.WORDS + w]) << p;
            }
        }
        return sum;
    }

    @Property(tries = 200)
    void bitsAndButterflies_anyValues_areTheSame(@ForAll long seed, @ForAll @IntRange(max = 31) int bit) {
        Random random = new Random(seed);
        int[] values = random.ints(D).toArray();
        int[] fast = new int[12 * 16 + 3];
        int[] plain = fast.clone();
        Int8.KERNEL.bits(values, 1 << bit, fast, 3, 16);
        SCALAR.bits(values, 1 << bit, plain, 3, 16);
        assertThat(fast).containsExactly(plain);
        for (int i = 0; i < D; i++) {
            assertThat(fast[3 + i / 32 * 16] >>> i & 1).isEqualTo(values[i] >>> bit & 1);
        }
        for (int h : new int[] {16, 24, 48, 64, 192}) {
            int[] other = values.clone();
            Int8.KERNEL.butterflies(values, h);
            SCALAR.butterflies(other, h);
            assertThat(values).containsExactly(other);
        }
    }

    // Lengths and angles survive, times the stretch: a transform that is not a rotation biases every estimate.
    @Property(tries = 100)
    void rotation_anyTwoVectors_keepsTheirProduct(@ForAll long seed) {
        Random random = new Random(seed);
        int[] a = integers(codes(random, D));
        int[] b = integers(codes(random, D));
        double before = product(a, b);
        double length = product(a, a);
        Rotation.apply(a, new int[D]);
        Rotation.apply(b, new int[D]);
        double stretch = (double) Rotation.STRETCH * Rotation.STRETCH;
        assertThat(product(a, b)).isEqualTo(before * stretch);
        assertThat(product(a, a)).isEqualTo(length * stretch);
    }

    // The estimate against the truth: no bias, and the error that the search's margin is made from. One axis alone, a
    // few axes
    // and all of them: the rotation must make them alike.
    @Property(tries = 6, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
    void estimate_randomRows_isUnbiasedWithTheStatedError(@ForAll long seed, @ForAll @IntRange(max = 2) int kind) {
        Random random = new Random(seed);
        int axes = new int[] {6, 40, D}[kind];
        SignCodes codes = new SignCodes();
        Embedding[] rows = new Embedding[1_024];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = onAxes(random, axes);
            codes.put(r, rows[r].codes(), 0, rows[r].scale());
        }
        double bias = 0;
        double squares = 0;
        int n = 0;
        for (int i = 0; i < 20; i++) {
            Embedding query = onAxes(random, axes);
            float[] estimates = estimates(codes, query, rows.length);
            for (int r = 0; r < rows.length; r++, n++) {
                double cosine = query.cosine(rows[r]);
                double error = (estimates[r] - cosine)
                        / Math.hypot(
                                SignCodes.SPREAD * Math.sqrt(Math.max(0, 1 - cosine * cosine)), SignCodes.ROUNDING);
                bias += error;
                squares += error * error;
            }
        }
        assertThat(bias / n).isCloseTo(0, within(.15));
        assertThat(Math.sqrt(squares / n)).isCloseTo(1, within(.15));
    }

    private static float[] estimates(SignCodes codes, Embedding query, int rows) {
        int[] planes = new int[SignCodes.PLANES * SignCodes.WORDS];
        float scale = SignCodes.planes(query.codes(), query.scale(), new int[D], new int[D], planes);
        float[] estimates = new float[rows];
        for (int from = 0; from < rows; from += 64) {
            int chunk = from / ScanRows.CHUNK;
            Int8.KERNEL.estimates(
                    codes.signs(chunk),
                    codes.factors(chunk),
                    from % ScanRows.CHUNK,
                    planes,
                    scale,
                    -1L,
                    estimates,
                    from);
        }
        return estimates;
    }

    private static Embedding onAxes(Random random, int axes) {
        float[] values = new float[D];
        for (int i = 0; i < axes; i++) {
            values[random.nextInt(D)] = (float) random.nextGaussian();
        }
        return Embedding.of(axes == D ? Int8Test.gaussian(random, D) : values);
    }

    private static byte[] codes(Random random, int n) {
        byte[] codes = new byte[n];
        for (int i = 0; i < n; i++) {
            codes[i] = (byte) (random.nextInt(255) - 127);
        }
        return codes;
    }

    private static int[] integers(byte[] codes) {
        int[] values = new int[codes.length];
        Arrays.setAll(values, i -> codes[i]);
        return values;
    }

    private static double product(int[] a, int[] b) {
        long sum = 0;
        for (int i = 0; i < D; i++) {
            sum += (long) a[i] * b[i];
        }
        return sum;
    }

    private static float[] floats(Random random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }
}
