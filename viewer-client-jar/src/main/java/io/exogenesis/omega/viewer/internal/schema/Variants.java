package io.exogenesis.omega.viewer.internal.schema;

import com.google.gson.JsonObject;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Values of one of several classes: a byte that says of which, and its fields. */
public final class Variants<T> {
    private final String holder;
    private final Map<Class<?>, Variant<? extends T>> byClass = new HashMap<>();
    private final Map<Integer, Variant<? extends T>> byKind = new TreeMap<>();

    /**
     * One of them.
     *
     * @param kind its byte
     * @param current whether it is written, and not only read
     */
    public record Variant<T>(int kind, Class<T> of, Type<T> layout, boolean current) {
        void write(ByteWriter out, Object value) {
            out.writeByte(kind);
            layout.write(of.cast(value), out);
        }

        /** Adds the fields of a value to an object. */
        public void addTo(JsonObject object, Object value) {
            object.asMap()
                    .putAll(layout.json()
                            .to()
                            .apply(of.cast(value))
                            .getAsJsonObject()
                            .asMap());
        }

        Stream<String> description() {
            return Stream.concat(
                    Stream.of("byte " + kind + " " + layout.name() + (current ? "" : " (read, not written any more)")),
                    layout.parts().stream().map(line -> "  " + line));
        }
    }

    private Variants(String holder, List<Variant<? extends T>> variants) {
        this.holder = holder;
        for (Variant<? extends T> variant : variants) {
            boolean twice = byKind.put(variant.kind(), variant) != null;
            if (twice || variant.current() && byClass.put(variant.of(), variant) != null) {
                throw new IllegalArgumentException("declared twice: " + variant);
            }
        }
    }

    @SafeVarargs
    public static <T> Variant<T> variant(
            int kind, Class<T> of, Function<Layout.Row, T> make, Layout.Field<T, ?>... fields) {
        return new Variant<>(kind, of, Layout.layout(of.getSimpleName(), make, fields), true);
    }

    /** A value of one field. */
    public static <T, V> Variant<T> variant(
            int kind, Class<T> of, Function<V, T> make, String name, Type<V> type, Function<T, V> get) {
        return variant(kind, of, row -> make.apply(row.next()), new Layout.Field<>(name, type, get));
    }

    /** A value that is written as another kind now. */
    @SafeVarargs
    public static <T> Variant<T> former(
            int kind, Class<T> of, Function<Layout.Row, T> make, Layout.Field<T, ?>... fields) {
        return new Variant<>(kind, of, Layout.layout(of.getSimpleName(), make, fields), false);
    }

    /** The same of one field. */
    public static <T, V> Variant<T> former(int kind, Class<T> of, Function<V, T> make, String name, Type<V> type) {
        return former(kind, of, row -> make.apply(row.next()), Layout.former(name, type));
    }

    /** @param holder what has such a value, for messages: "the journal has an event" */
    @SafeVarargs
    public static <T> Type<T> variants(String name, String holder, Variant<? extends T>... variants) {
        Variants<T> all = new Variants<>(holder, List.of(variants));
        Type<T> type = Type.of(name, all::write, all::read);
        return new Type<>(
                name,
                all.byKind.values().stream().flatMap(Variant::description).toList(),
                type.writer(),
                type.reader(),
                type.json());
    }

    private void write(ByteWriter out, T value) {
        Variant<? extends T> variant = byClass.get(value.getClass());
        if (variant == null) {
            throw new IllegalArgumentException("nothing is declared for " + value.getClass());
        }
        variant.write(out, value);
    }

    private T read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        Variant<? extends T> variant = byKind.get(kind);
        if (variant == null) {
            throw new ViewerException(
                    holder + " of kind " + kind + ", which this version does not know: it was written by a newer one");
        }
        return variant.layout().read(in);
    }
}
