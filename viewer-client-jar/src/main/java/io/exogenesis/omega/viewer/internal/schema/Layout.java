package io.exogenesis.omega.viewer.internal.schema;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Values of several fields, in their order; in JSON objects with their names. */
public final class Layout {
    private Layout() {}

    /** A part of a value; {@code get} gives it. */
    public record Field<T, V>(String name, Type<V> type, Function<T, V> get) {
        void write(ByteWriter out, T value) {
            type.write(get.apply(value), out);
        }

        void toJson(T value, JsonObject out) {
            JsonElement json = type.json().to().apply(get.apply(value));
            if (json != null) {
                out.add(name, json);
            }
        }

        V fromJson(JsonObject in) {
            try {
                return type.json().from().apply(in.get(name));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("\"" + name + "\": " + e.getMessage(), e);
            }
        }

        Stream<String> description() {
            return Stream.concat(
                    Stream.of(name + ": " + type.name()), type.parts().stream().map(line -> "  " + line));
        }
    }

    public static <T, V> Field<T, V> field(String name, Type<V> type, Function<T, V> get) {
        return new Field<>(name, type, get);
    }

    /** A field of a layout that is not written any more. */
    public static <T, V> Field<T, V> former(String name, Type<V> type) {
        return new Field<>(name, type, value -> {
            throw new UnsupportedOperationException("\"" + name + "\" is read and not written any more");
        });
    }

    /** The fields of a value, one after the other as they were declared. */
    public static final class Row {
        private final List<? extends Field<?, ?>> fields;
        private final Source source;
        private int at;

        private interface Source {
            Object read(Field<?, ?> field) throws IOException;
        }

        private Row(List<? extends Field<?, ?>> fields, Source source) {
            this.fields = fields;
            this.source = source;
        }

        /** The next one, which must be of the type that it was declared with. */
        @SuppressWarnings("unchecked") // as declared
        public <V> V next() {
            try {
                return (V) source.read(fields.get(at++));
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
    }

    /** @param make the value of fields, which it takes in their order */
    @SafeVarargs
    public static <T> Type<T> layout(String name, Function<Row, T> make, Field<T, ?>... parts) {
        List<Field<T, ?>> fields = List.of(parts);
        return new Type<>(
                name,
                fields.stream().flatMap(Field::description).toList(),
                (out, value) -> {
                    for (Field<T, ?> field : fields) {
                        field.write(out, value);
                    }
                },
                in -> make.apply(new Row(fields, field -> field.type().read(in))),
                Type.Json.of(
                        value -> {
                            JsonObject object = new JsonObject();
                            fields.forEach(field -> field.toJson(value, object));
                            return object;
                        },
                        in -> {
                            JsonObject object = in.getAsJsonObject();
                            return make.apply(new Row(fields, field -> field.fromJson(object)));
                        }));
    }
}
