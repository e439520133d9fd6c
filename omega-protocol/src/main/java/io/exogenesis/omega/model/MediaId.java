package io.exogenesis.omega.model;

/** A title of the catalogue, named as the operator names it. 1–128 bytes of UTF-8, no control characters. */
public record MediaId(String value) implements Comparable<MediaId> {
    public static final int MAX_BYTES = 128;

    public MediaId {
        Texts.checked("media id", value, MAX_BYTES);
    }

    @Override
    public int compareTo(MediaId other) {
        return value.compareTo(other.value);
    }

    /* As the record's own, which the JVM would put together at run time, in every start: ids are keys of large maps. */
    @Override
    public boolean equals(Object o) {
        return o instanceof MediaId other && value.equals(other.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
