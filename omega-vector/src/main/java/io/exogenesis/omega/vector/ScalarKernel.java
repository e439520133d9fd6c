package io.exogenesis.omega.vector;

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
    public void dotGroup(float[] query, byte[] codes, int offset, float[] into) {
        for (int r = 0; r < GROUP; r++) {
            into[r] = dot(query, codes, offset + r * query.length);
        }
    }

    @Override
    public void add(float weight, byte[] codes, int offset, float[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] += weight * codes[offset + i];
        }
    }
}
