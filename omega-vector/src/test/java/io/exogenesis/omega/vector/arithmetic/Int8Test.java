package io.exogenesis.omega.vector.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.model.Embedding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

public class Int8Test {
    private static final ScalarKernel SCALAR = new ScalarKernel();

    // Lengths around the register width and odd offsets: the tail loop and unaligned loads are where such kernels
    // break.
    @Property(tries = 500)
    void dot_simdAgainstScalar_isTheSameInteger(
            @ForAll long seed,
            @ForAll @IntRange(max = 1_000) int n,
            @ForAll @IntRange(max = 9) int aOffset,
            @ForAll @IntRange(max = 9) int bOffset) {
        Random random = new Random(seed);
        byte[] a = bytes(random, n + aOffset);
        byte[] b = bytes(random, n + bOffset);
        long expected = 0;
        for (int i = 0; i < n; i++) {
            expected += (long) a[aOffset + i] * b[bOffset + i];
        }
        assertThat(SCALAR.dot(a, aOffset, b, bOffset, n)).isEqualTo((int) expected);
        assertThat(Int8.dot(a, aOffset, b, bOffset, n)).isEqualTo((int) expected);
    }

    // Extremes: −128 · −128 everywhere must not overflow an intermediate lane.
    @Test
    void dot_extremeCodes_isExact() {
        byte[] least = new byte[100_000];
        java.util.Arrays.fill(least, Byte.MIN_VALUE);
        assertThat(Int8.dot(least, least)).isEqualTo(100_000 * 16_384);
        assertThat(SCALAR.dot(least, 0, least, 0, least.length)).isEqualTo(100_000 * 16_384);
    }

    @Property(tries = 300)
    void floatDotAndAdd_simdAgainstScalar_agree(@ForAll long seed, @ForAll @IntRange(min = 1, max = 900) int n) {
        Random random = new Random(seed);
        byte[] codes = bytes(random, n + 3);
        float[] query = new float[n];
        float[] left = new float[n];
        double exact = 0;
        double magnitude = 1e-9;
        for (int i = 0; i < n; i++) {
            query[i] = (float) random.nextGaussian();
            left[i] = (float) random.nextGaussian();
            exact += (double) query[i] * codes[3 + i];
            magnitude += Math.abs(query[i] * codes[3 + i]);
        }
        assertThat((double) SCALAR.dot(query, codes, 3)).isCloseTo(exact, within(magnitude * 1e-5));
        assertThat((double) Int8.KERNEL.dot(query, codes, 3)).isCloseTo(exact, within(magnitude * 1e-5));
        float[] right = left.clone();
        SCALAR.add(.37f, codes, 3, left);
        Int8.KERNEL.add(.37f, codes, 3, right);
        assertThat(right).containsExactly(left, within(1e-4f));
    }

    // The documented bound: a dot product of quantised unit vectors is within .005 of the float one.
    @Property(tries = 300)
    void embedding_int8AgainstFloat_isWithinTheDocumentedError(@ForAll long seed) {
        Random random = new Random(seed);
        float[] a = gaussian(random, 384);
        float[] b = gaussian(random, 384);
        Embedding ea = Embedding.of(a);
        Embedding eb = Embedding.of(b);
        float expected = Vectors.cosine(a, b);
        assertThat(Int8.dot(ea.codes(), eb.codes()) * ea.scale() * eb.scale()).isCloseTo(expected, within(.005f));
        assertThat(ea.cosine(eb)).isCloseTo(expected, within(.005f));
    }

    @Test
    void dot_rangesOutsideTheArrays_areRefused() {
        byte[] codes = new byte[8];
        assertThatThrownBy(() -> Int8.dot(codes, new byte[9])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Int8.dot(codes, 1, codes, 0, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Int8.dot(codes, 0, codes, -1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void kernel_withTheModule_isTheVectorApi() {
        Assumptions.assumeTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(), "started without the module");
        Assumptions.assumeTrue(Int8.kernel().startsWith("Vector API"), "registers narrower than 256 bits");
        assertThat(Int8.choose(false).name()).isEqualTo("scalar");
    }

    // In a stock JVM the module is absent: the code must run, on the plain kernel, without touching the other class.
    @Test
    void kernel_withoutTheModule_isScalarAndNeverLoadsTheOther() throws IOException, InterruptedException {
        String output =
                run("-Xlog:class+load=info", "-cp", System.getProperty("java.class.path"), KernelProbe.class.getName());
        assertThat(output).contains("kernel=scalar").contains("dot=384").contains("nearest=2000");
        // Exactly one line of the log, and it names the flag.
        assertThat(output.split("int8 arithmetic:", -1)).hasSize(2);
        assertThat(output.split("--add-modules jdk.incubator.vector", -1)).hasSize(2);
        assertThat(output).contains(ScalarKernel.class.getName()).doesNotContain(SimdKernel.class.getName());
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static byte[] bytes(Random random, int n) {
        byte[] bytes = new byte[n];
        random.nextBytes(bytes);
        return bytes;
    }

    public static float[] gaussian(Random random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** The k rows with the largest dot products among those that pass the filter, as a scan keeps them. */
    public static List<Int8Matrix.Match> topK(
            Int8Matrix matrix, byte[] query, float scale, int k, IntPredicate filter) {
        TopRows top = new TopRows(k);
        IntStream.range(0, matrix.rows()).filter(filter).forEach(r -> top.offer(r, matrix.dot(r, query, scale)));
        return top.best();
    }

    /** As {@link #topK(Int8Matrix, byte[], float, int, IntPredicate)} for an embedding, over all rows. */
    public static List<Int8Matrix.Match> topK(Int8Matrix matrix, Embedding query, int k) {
        return topK(matrix, query.codes(), query.scale(), k, r -> true);
    }
}
