package io.exogenesis.omega.wire.delta;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.wire.v1.ItemModel;
import io.exogenesis.omega.wire.v1.ItemPairs;
import java.util.HashMap;
import java.util.Map;

/**
 * A new model as it is published behind another one: rounded to what a delta can say in few bytes. Titles, spectrum and support are
 * those of the new model. A value of a row is off by at most {@value #LEADING_ERROR} of the row's largest in the leading 64 directions and {@value #ERROR}
 * in the others, a pair's by {@value #PAIR_ERROR} of itself. What is compared is always the new model: errors do not add up from one
 * publication to the next.
 */
public final class SteadyModel {
    /** Half a step of 4 codes, where the largest value is at least 80 codes, and the row's own rounding. */
    public static final double LEADING_ERROR = 2 / 80.0;

    /** Half a step of 8 codes. */
    public static final double ERROR = 4 / 80.0;

    /** A pair that moved by less keeps its value. */
    public static final double PAIR_ERROR = 1 / 32.0;

    /** The largest value of a row is between these, in codes; four rungs of a scale lie in between three. */
    private static final float MOST = 127.5f;

    private static final float LEAST = 80;
    /** As many rungs as a delta looks for. */
    private static final int RUNGS = 24;

    /** Eight significant bits are left of a pair's value: the others are not worth their bytes. */
    private static final int PAIR_BITS = 0xffff0000;

    private SteadyModel() {}

    /**
     * @param base as published
     * @param fresh as computed, ranks as in {@code turn}
     * @throws DeltaException if sizes do not fit
     */
    public static ItemModel of(ItemModel base, ItemModel fresh, Turn turn) {
        Rows before = Rows.of(base);
        Rows now = Rows.of(fresh);
        Map<String, Integer> places = Rows.places(base);
        int[] sums = new int[now.rank()];
        int[] expected = new int[now.rank()];
        for (int j = 0; j < now.scales().length; j++) {
            int row = places.getOrDefault(fresh.getMediaIds(j), -1);
            int rungs = row < 0 ? Integer.MAX_VALUE : rungs(before, row, largest(now, j));
            if (rungs != Integer.MAX_VALUE) {
                float scale = before.scale(row, rungs);
                before.expect(row, turn, scale, sums, expected);
                round(now, j, scale, expected);
            }
        }
        ItemModel.Builder out = fresh.toBuilder()
                .setCodes(ByteString.copyFrom(now.codes()))
                .clearScales()
                .clearPairs();
        for (float scale : now.scales()) {
            out.addScales(scale);
        }
        fresh.getPairsList().forEach(p -> out.addPairs(pairs(base, places, fresh, p)));
        return out.build();
    }

    private static float largest(Rows rows, int row) {
        int most = 0;
        for (int at = row * rows.rank(); at < (row + 1) * rows.rank(); at++) {
            most = Math.max(most, Math.abs(rows.codes()[at]));
        }
        return most * rows.scales()[row];
    }

    /** Rungs from the former scale to the nearest that does; the largest int if there is none. */
    private static int rungs(Rows before, int row, float largest) {
        for (int n = 0; n <= RUNGS; n++) {
            for (int rungs : new int[] {n, -n}) {
                float scale = before.scale(row, rungs);
                if (largest > 0 && largest <= MOST * scale && largest >= LEAST * scale) {
                    return rungs;
                }
            }
        }
        return Integer.MAX_VALUE;
    }

    private static void round(Rows now, int j, float scale, int[] expected) {
        double unit = (double) now.scales()[j] / scale;
        for (int k = 0; k < expected.length; k++) {
            int at = j * expected.length + k;
            int step = Steps.SHIPPED.at(k);
            long symbol = Math.round((now.codes()[at] * unit - expected[k]) / step);
            now.codes()[at] = (byte) Rows.limited(expected[k] + symbol * step);
        }
        now.scales()[j] = scale;
    }

    private static ItemPairs pairs(ItemModel base, Map<String, Integer> places, ItemModel fresh, ItemPairs plane) {
        ItemPairs former = base.getPairsList().stream()
                .filter(p -> p.getWindow() == plane.getWindow())
                .findFirst()
                .orElse(ItemPairs.getDefaultInstance());
        ItemPairs.Builder out = plane.toBuilder().clearValues();
        Map<Integer, Float> known = new HashMap<>();
        int at = 0;
        for (int row = 0; row < plane.getRowEndsCount(); row++) {
            known.clear();
            int before = places.getOrDefault(fresh.getMediaIds(row), -1);
            if (before >= 0 && before < former.getRowEndsCount()) {
                for (int n = before == 0 ? 0 : former.getRowEnds(before - 1); n < former.getRowEnds(before); n++) {
                    known.put(former.getColumns(n), former.getValues(n));
                }
            }
            for (; at < plane.getRowEnds(row); at++) {
                Integer column = places.get(fresh.getMediaIds(plane.getColumns(at)));
                out.addValues(kept(column == null ? 0f : known.getOrDefault(column, 0f), plane.getValues(at)));
            }
        }
        return out.build();
    }

    private static float kept(float before, float now) {
        return Math.abs(before - now) <= now * (float) PAIR_ERROR
                ? before
                : Float.intBitsToFloat(Float.floatToRawIntBits(now) & PAIR_BITS);
    }
}
