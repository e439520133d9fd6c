package io.exogenesis.omega.viewer.internal.values;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One object for equal values: a thousand patterns of a viewer speak of the same few tags, genres and times of day. Bounded; what
 * falls out is only not shared any more. Not thread-safe.
 */
public final class Canonical {
    private static final int MOST = 1_000;

    private final Map<Object, Object> known = new LinkedHashMap<>();

    /** The first one equal to it. */
    @SuppressWarnings("unchecked") // equal immutable values of these types are of one type
    public <T> T of(T value) {
        Object same = known.get(value);
        if (same != null) {
            return (T) same;
        }
        if (known.size() >= MOST) {
            known.remove(known.keySet().iterator().next());
        }
        known.put(value, value);
        return value;
    }
}
