package io.exogenesis.omega.viewer.internal.schema;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a value of one kind is written, in bytes (big-endian) and as JSON, and read again. JSON is for what an owner exports; a type
 * of which nothing is exported has none.
 *
 * @param name as a description of the format says it
 * @param parts more than the name, for a type of several parts: a line each
 * @param reader fails with an {@link IOException} if the bytes end too early, and otherwise if no value can be made of them
 */
public record Type<V>(String name, List<String> parts, Writer<V> writer, Reader<V> reader, Json<V> json) {
    /** Writes a value. */
    public interface Writer<V> {
        void write(ByteWriter out, V value);
    }

    /** Reads a value. */
    public interface Reader<V> {
        V read(DataInputStream in) throws IOException;
    }

    /**
     * A value in JSON.
     *
     * @param to null for a value that an object leaves out
     * @param from fails with an exception of Gson's or the model's; null for a field that is left out
     */
    public record Json<V>(Function<V, @Nullable JsonElement> to, Function<@Nullable JsonElement, V> from) {
        static <V> Json<V> of(Function<V, JsonElement> to, Function<JsonElement, V> from) {
            return new Json<>(to::apply, in -> {
                if (in == null) {
                    throw new IllegalArgumentException("it is missing");
                }
                return from.apply(in);
            });
        }
    }

    static <V> Type<V> of(String name, Writer<V> writer, Reader<V> reader) {
        Json<V> none = Json.of(
                value -> {
                    throw new UnsupportedOperationException(name + " has no form in JSON");
                },
                in -> {
                    throw new UnsupportedOperationException(name + " has no form in JSON");
                });
        return new Type<>(name, List.of(), writer, reader, none);
    }

    Type<V> json(Function<V, JsonElement> to, Function<JsonElement, V> from) {
        return new Type<>(name, parts, writer, reader, Json.of(to, from));
    }

    /** The same bytes, and a text in JSON. */
    public Type<V> asText(Function<V, String> to, Function<String, V> from) {
        return json(v -> new JsonPrimitive(to.apply(v)), in -> from.apply(in.getAsString()));
    }

    /** Other values in the same form. */
    public <W> Type<W> as(String otherName, Function<V, W> to, Function<W, V> from) {
        return new Type<>(
                otherName,
                parts,
                (out, w) -> write(from.apply(w), out),
                in -> to.apply(read(in)),
                new Json<>(
                        w -> json.to().apply(from.apply(w)),
                        in -> to.apply(json.from().apply(in))));
    }

    /** Preceded by how many there are. */
    public Type<List<V>> list(Type<Integer> count) {
        Writer<List<V>> all = (out, values) -> {
            count.write(values.size(), out);
            values.forEach(v -> write(v, out));
        };
        return new Type<>(
                count.name + " n, n × " + name,
                parts,
                all,
                in -> readAll(count.read(in), in),
                Json.of(
                        values -> {
                            JsonArray array = new JsonArray();
                            values.forEach(v -> array.add(json.to().apply(v)));
                            return array;
                        },
                        in -> StreamSupport.stream(in.getAsJsonArray().spliterator(), false)
                                .map(json.from())
                                .toList()));
    }

    private List<V> readAll(int n, DataInputStream in) throws IOException {
        if (n < 0 || n > in.available()) { // no value takes less than a byte
            throw new IOException(n + " values do not fit their record");
        }
        List<V> values = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            values.add(read(in));
        }
        return n == 0 ? List.of() : values;
    }

    /** Preceded by the number of values, 0 or 1. */
    public Type<Optional<V>> optional(Type<Integer> count) {
        Type<List<V>> list = list(count);
        return new Type<>(
                list.name,
                parts,
                (out, v) -> list.write(v.stream().toList(), out),
                in -> list.read(in).stream().findFirst(),
                new Json<>(
                        v -> v.map(json.to()).orElse(null),
                        in -> in == null
                                ? Optional.empty()
                                : Optional.of(json.from().apply(in))));
    }

    public void write(V value, ByteWriter out) {
        writer.write(out, value);
    }

    public V read(DataInputStream in) throws IOException {
        return reader.read(in);
    }

    /** @param capacity bytes that most such values take */
    public byte[] encode(V value, int capacity) {
        ByteWriter out = new ByteWriter(capacity);
        write(value, out);
        return out.toByteArray();
    }

    /**
     * @param what these bytes are, for the message
     * @throws ViewerException if these bytes are no such value, or more than one
     */
    public V decode(byte[] bytes, String what) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            V value = read(in);
            if (in.available() > 0) {
                throw new ViewerException(what + " has " + in.available() + " bytes too many");
            }
            return value;
        } catch (ViewerException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // whatever values refuse to be made of these bytes: domain records, times, messages
            throw new ViewerException(what + " cannot be read: " + e.getMessage(), e);
        }
    }
}
