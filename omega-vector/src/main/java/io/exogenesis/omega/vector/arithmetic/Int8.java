package io.exogenesis.omega.vector.arithmetic;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;

/**
 * Dot products of int8 codes, with the Vector API if the JVM was started with {@code --add-modules jdk.incubator.vector}, else
 * with plain loops. Chosen once, and said once in the log.
 */
public final class Int8 {
    private static final Logger LOG = System.getLogger(Int8.class.getName());
    private static final String MODULE = "jdk.incubator.vector";
    public static final Int8Kernel KERNEL =
            choose(ModuleLayer.boot().findModule(MODULE).isPresent());

    private Int8() {}

    /** What runs: {@code scalar} or {@code Vector API, 256 bits}. */
    public static String kernel() {
        return KERNEL.name();
    }

    /** Exact dot product of two code vectors of equal length. */
    public static int dot(byte[] a, byte[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("codes of " + a.length + " and " + b.length + " values do not multiply");
        }
        return KERNEL.dot(a, 0, b, 0, a.length);
    }

    /**
     * Exact dot product of {@code n} values from the two offsets.
     *
     * @throws IndexOutOfBoundsException if a range does not lie in its array
     */
    public static int dot(byte[] a, int aOffset, byte[] b, int bOffset, int n) {
        Objects.checkFromIndexSize(aOffset, n, a.length);
        Objects.checkFromIndexSize(bOffset, n, b.length);
        return KERNEL.dot(a, aOffset, b, bOffset, n);
    }

    /**
     * Σ wide[i]·codes[offset + i] over all of {@code wide}; exact while no sum of absolute products leaves the ints.
     *
     * @throws IndexOutOfBoundsException if so many codes do not lie behind the offset
     */
    public static int dot(int[] wide, byte[] codes, int offset) {
        Objects.checkFromIndexSize(offset, wide.length, codes.length);
        return KERNEL.dot(wide, codes, offset);
    }

    /**
     * into[i] += weight·codes[offset + i] for all of {@code into}.
     *
     * @throws IndexOutOfBoundsException if so many codes do not lie behind the offset
     */
    public static void add(int weight, byte[] codes, int offset, int[] into) {
        Objects.checkFromIndexSize(offset, into.length, codes.length);
        KERNEL.add(weight, codes, offset, into);
    }

    /**
     * The codes of a query as floats, for a scan of many rows.
     *
     * <p>Measured 30 against 21 million rows of 384 a second: the query is widened once instead of once a row. The sums stay
     * integers below 2²⁴ for up to 1,024 values, so the result is the same to the bit.
     */
    public static float[] widened(byte[] codes) {
        float[] out = new float[codes.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = codes[i];
        }
        return out;
    }

    /** One line a process, when the class is loaded; a reader of the log learns how to get the faster form. */
    static Int8Kernel choose(boolean modulePresent) {
        Int8Kernel kernel = modulePresent ? simdIfUsable() : new ScalarKernel();
        LOG.log(
                Level.INFO,
                modulePresent
                        ? "int8 arithmetic: {0}"
                        : "int8 arithmetic: {0}; searches are several times faster if the JVM is started with --add-modules {1}",
                kernel.name(),
                MODULE);
        return kernel;
    }

    private static Int8Kernel simdIfUsable() {
        try {
            return Simd.kernel();
        } catch (LinkageError | UnsupportedOperationException e) {
            LOG.log(Level.INFO, "the Vector API is not usable here: {0}", e.getMessage());
            return new ScalarKernel();
        }
    }

    /** A class of its own, so that verifying {@link Int8} never loads the kernel that needs the module. */
    private static final class Simd {
        static Int8Kernel kernel() {
            return new SimdKernel();
        }
    }
}
