package io.exogenesis.omega.learning.movielens;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads numpy's {@code .npz}: a zip of {@code .npy} arrays (NEP 1), little-endian, C or Fortran order. */
public final class Npz {
    private static final Pattern HEADER =
            Pattern.compile("'descr': '[<|]([a-z]\\d+)', 'fortran_order': (True|False), 'shape': \\(([\\d, ]*)\\)");
    private final Map<String, Array> arrays = new LinkedHashMap<>();

    /** Values in C order as doubles. */
    public record Array(int[] shape, double[] values) {
        public float[] row(int r) {
            float[] out = new float[shape[1]];
            for (int c = 0; c < out.length; c++) {
                out[c] = (float) values[r * out.length + c];
            }
            return out;
        }
    }

    public static Npz read(Path file) throws IOException {
        Npz npz = new Npz();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                npz.arrays.put(entry.getName().replace(".npy", ""), array(zip.readAllBytes()));
            }
        }
        return npz;
    }

    public Array get(String name) {
        Array found = arrays.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no array " + name + " among " + arrays.keySet());
        }
        return found;
    }

    private static Array array(byte[] bytes) throws IOException {
        if (bytes[0] != (byte) 0x93 || bytes[6] != 1) {
            throw new IOException("not an .npy array of version 1");
        }
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = b.getShort(8) & 0xffff;
        Matcher m = HEADER.matcher(new String(bytes, 10, length, StandardCharsets.ISO_8859_1));
        if (!m.find()) {
            throw new IOException("an .npy header that is not understood");
        }
        int[] shape = Arrays.stream(m.group(3).split(","))
                .map(String::trim)
                .filter(s -> !s.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        b.position(10 + length);
        double[] values = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (m.group(1)) {
                case "i1" -> b.get();
                case "i4" -> b.getInt();
                case "i8" -> b.getLong();
                case "f4" -> b.getFloat();
                case "f8" -> b.getDouble();
                default -> throw new IOException("values of type " + m.group(1));
            };
        }
        return new Array(shape, m.group(2).equals("True") ? transposed(shape, values) : values);
    }

    private static double[] transposed(int[] shape, double[] fortran) {
        if (shape.length == 1) {
            return fortran;
        }
        double[] out = new double[fortran.length];
        for (int r = 0; r < shape[0]; r++) {
            for (int c = 0; c < shape[1]; c++) {
                out[r * shape[1] + c] = fortran[c * shape[0] + r];
            }
        }
        return out;
    }
}
