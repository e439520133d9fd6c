package io.exogenesis.omega.vector.arithmetic;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.scan.ScanCopy;
import io.exogenesis.omega.vector.scan.ScanCopyTest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Run in a JVM of its own by {@link Int8Test}: says which kernel was chosen and uses it, by a large table's search too. */
final class KernelProbe {
    private KernelProbe() {}

    public static void main(String[] arguments) {
        byte[] ones = new byte[384];
        Arrays.fill(ones, (byte) 1);
        System.out.println("kernel=" + Int8.kernel());
        System.out.println("dot=" + Int8.dot(ones, ones));
        System.out.println("nearest=" + nearest());
    }

    /** How many of 2,000 rows, each asked for, find themselves first. */
    private static long nearest() {
        List<Embedding> rows = ScanCopyTest.embeddings(new Random(3), 2_000);
        ScanCopy copy = new ScanCopy();
        rows.forEach(copy::add);
        return IntStream.range(0, rows.size())
                .filter(r -> copy.search(rows.get(r), 1).getFirst().row() == r)
                .count();
    }
}
