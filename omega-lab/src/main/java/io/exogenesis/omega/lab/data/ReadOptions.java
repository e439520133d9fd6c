package io.exogenesis.omega.lab.data;

import java.util.Map;

/**
 * How ratings are to be understood, where their files cannot say it.
 *
 * @param scale of the ratings; {@link Scale#STARS} unless another is named
 * @param implicit whether each row is an event that counts as a like, its value (if any) a count
 * @param skipBroken broken rows that may be skipped, ≥ 0
 * @param columns names of columns, or their numbers from 1; those not named are found by their usual names
 */
public record ReadOptions(Scale scale, boolean implicit, int skipBroken, Map<Column, String> columns) {
    /** Nothing is mapped, nothing is skipped. */
    public static final ReadOptions STRICT = new ReadOptions(Scale.STARS, false, 0, Map.of());

    public ReadOptions {
        columns = Map.copyOf(columns);
        if (skipBroken < 0) {
            throw new DatasetException("--skip-broken is not negative: " + skipBroken);
        }
        if (implicit && !scale.equals(Scale.STARS)) {
            throw new DatasetException(
                    "--implicit makes each row a like, so --scale has nothing to map: name one of them");
        }
    }

    public ReadOptions scaled(Scale to) {
        return new ReadOptions(to, implicit, skipBroken, columns);
    }

    public ReadOptions withImplicit() {
        return new ReadOptions(scale, true, skipBroken, columns);
    }

    public ReadOptions skipping(int most) {
        return new ReadOptions(scale, implicit, most, columns);
    }

    public ReadOptions withColumns(Map<Column, String> names) {
        return new ReadOptions(scale, implicit, skipBroken, names);
    }
}
