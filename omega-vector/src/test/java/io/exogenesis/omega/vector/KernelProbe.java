package io.exogenesis.omega.vector;

import java.util.Arrays;

/** Run in a JVM of its own by {@link Int8Test}: says which kernel was chosen and uses it. */
final class KernelProbe {
    private KernelProbe() {}

    public static void main(String[] arguments) {
        byte[] ones = new byte[384];
        Arrays.fill(ones, (byte) 1);
        System.out.println("kernel=" + Int8.kernel());
        System.out.println("dot=" + Int8.dot(ones, ones));
    }
}
