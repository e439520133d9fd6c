package io.exogenesis.omega.viewer.internal.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;

/** The types that the agent's disk format is made of. */
public final class Types {
    public static final Type<Integer> UINT8 =
            number("byte", ByteWriter::writeByte, DataInputStream::readUnsignedByte, JsonElement::getAsInt);
    public static final Type<Integer> UINT16 =
            number("uint16", ByteWriter::writeShort, DataInputStream::readUnsignedShort, JsonElement::getAsInt);
    public static final Type<Integer> INT32 =
            number("int32", ByteWriter::writeInt, DataInputStream::readInt, JsonElement::getAsInt);
    public static final Type<Long> INT64 =
            number("int64", ByteWriter::writeLong, DataInputStream::readLong, JsonElement::getAsLong);
    public static final Type<Float> FLOAT32 =
            number("float32", ByteWriter::writeFloat, DataInputStream::readFloat, JsonElement::getAsFloat);
    public static final Type<Double> FLOAT64 =
            number("float64", ByteWriter::writeDouble, DataInputStream::readDouble, JsonElement::getAsDouble);
    public static final Type<Boolean> BOOL = Type.<Boolean>of(
                    "bool", ByteWriter::writeBoolean, DataInputStream::readBoolean)
            .json(b -> new JsonPrimitive(b), JsonElement::getAsBoolean);

    /** Modified UTF-8 ({@link java.io.DataInput}) of at most 65,535 bytes. */
    public static final Type<String> TEXT = Type.<String>of("text", ByteWriter::writeUTF, in -> in.readUTF())
            .asText(Function.identity(), Function.identity());

    public static final Type<String> LONG_TEXT = Type.<String>of(
                    "long text (int32 length, UTF-8)", ByteWriter::writeLongText, in -> new String(sized(in), UTF_8))
            .asText(Function.identity(), Function.identity());

    /** In JSON as ISO 8601 says it. */
    public static final Type<Instant> MILLIS = INT64.as(
                    "int64 ms since 1970", Instant::ofEpochMilli, Instant::toEpochMilli)
            .asText(Instant::toString, Instant::parse);

    /** An id that is never 0; 0 for none, which JSON leaves out. */
    public static final Type<Long> ID_OR_0 = new Type<>(
            "int64 id (0: none)",
            List.of(),
            INT64.writer(),
            INT64.reader(),
            new Type.Json<>(id -> id == 0 ? null : new JsonPrimitive(id), in -> in == null ? 0L : in.getAsLong()));

    public static final Type<OptionalDouble> NUMBER = optional(FLOAT64)
            .as(
                    "bool and, if true, float64",
                    v -> v.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                    v -> v.isPresent() ? Optional.of(v.getAsDouble()) : Optional.empty());

    /** An object in JSON. */
    public static final Type<Map<String, String>> PAIRS = Type.of(
                    "byte n, n × two texts", Types::writePairs, Types::readPairs)
            .json(Types::json, Types::pairs);

    private Types() {}

    private static <N extends Number> Type<N> number(
            String name, Type.Writer<N> writer, Type.Reader<N> reader, Function<JsonElement, N> from) {
        return Type.of(name, writer, reader).json(n -> new JsonPrimitive(n), from);
    }

    /** A constant by its place, which must never change; in JSON by its name. */
    public static <E extends Enum<E>> Type<E> constant(Class<E> of) {
        E[] all = of.getEnumConstants();
        return UINT8.as("byte of " + Arrays.toString(all), n -> all[n], Enum::ordinal)
                .asText(Enum::name, name -> Enum.valueOf(of, name));
    }

    /** Bytes without a length, which all values share; Base64 in JSON. */
    public static Type<byte[]> bytes(int length) {
        return Type.<byte[]>of(length + " bytes", ByteWriter::write, in -> in.readNBytes(length))
                .asText(Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode);
    }

    /** An int32 length and a protobuf message. */
    public static <M extends MessageLite, V> Type<V> message(
            String name, Parser<M> parser, Function<M, V> to, Function<V, M> from) {
        return Type.of(
                "message " + name,
                (out, v) -> {
                    byte[] message = from.apply(v).toByteArray();
                    out.writeInt(message.length);
                    out.write(message);
                },
                in -> to.apply(parser.parseFrom(sized(in))));
    }

    /** A bool and, if true, a value. */
    public static <V> Type<Optional<V>> optional(Type<V> value) {
        return Type.of(
                "bool and, if true, " + value.name(),
                (out, v) -> {
                    out.writeBoolean(v.isPresent());
                    v.ifPresent(present -> value.write(present, out));
                },
                in -> in.readBoolean() ? Optional.of(value.read(in)) : Optional.empty());
    }

    /** A type that is declared later, or holds itself. */
    public static <V> Type<V> later(String name, Supplier<Type<V>> type) {
        return Type.of(
                name, (out, v) -> type.get().write(v, out), in -> type.get().read(in));
    }

    private static byte[] sized(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a part of " + length + " bytes is longer than its record");
        }
        return in.readNBytes(length);
    }

    private static void writePairs(ByteWriter out, Map<String, String> pairs) {
        out.writeByte(pairs.size());
        pairs.forEach((key, value) -> {
            out.writeUTF(key);
            out.writeUTF(value);
        });
    }

    private static Map<String, String> readPairs(DataInputStream in) throws IOException {
        int n = in.readUnsignedByte();
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            pairs.put(in.readUTF(), in.readUTF());
        }
        return n == 0 ? Map.of() : pairs;
    }

    private static JsonElement json(Map<String, String> pairs) {
        JsonObject out = new JsonObject();
        pairs.forEach(out::addProperty);
        return out;
    }

    private static Map<String, String> pairs(JsonElement in) {
        Map<String, String> pairs = new LinkedHashMap<>();
        in.getAsJsonObject().asMap().forEach((key, value) -> pairs.put(key, value.getAsString()));
        return pairs;
    }
}
