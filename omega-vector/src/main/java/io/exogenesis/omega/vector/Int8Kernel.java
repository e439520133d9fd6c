package io.exogenesis.omega.vector;

/** The arithmetic on codes, in one of two forms that agree: exactly for integers, up to rounding for floats. */
interface Int8Kernel {

    /** For the log: what runs. */
    String name();

    /** Σ a[i]·b[i] over {@code n} values from the offsets. Exact for n ≤ 130,000. */
    int dot(byte[] a, int aOffset, byte[] b, int bOffset, int n);

    /** Σ query[i]·codes[i] over {@code query}'s values. */
    float dot(float[] query, byte[] codes, int offset);

    /** into[i] += weight·codes[i] for all of {@code into}. */
    void add(float weight, byte[] codes, int offset, float[] into);
}
