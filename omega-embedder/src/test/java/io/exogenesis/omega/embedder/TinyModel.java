package io.exogenesis.omega.embedder;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A sentence model of a dozen pieces whose states are the rows of a table: {@code states = Gather(table, input_ids)}, {@code
 * sentence = ReduceMean(states)}. What comes out of it can be computed by hand.
 */
final class TinyModel {
    static final List<String> PIECES =
            List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "war", "peace", "love", "##ly", "a", "film", "War", ".");
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final int dimensions;
    private final List<String> inputs;
    private final float[][] table;

    TinyModel(int dimensions, int rows, String... inputs) {
        this.dimensions = dimensions;
        this.inputs = List.of(inputs);
        this.table = new float[rows][dimensions];
        Random random = new Random(7);
        for (float[] row : table) {
            for (int i = 0; i < dimensions; i++) {
                row[i] = random.nextFloat() - .5f;
            }
        }
    }

    static TinyModel usual() {
        return new TinyModel(384, PIECES.size(), "input_ids", "attention_mask");
    }

    float[] state(String piece) {
        return table[PIECES.indexOf(piece)];
    }

    /** Writes the model's three files; {@code changes} are lines {@code key=value} or, to leave a key out, {@code key}. */
    Path in(Path directory, String... changes) {
        byte[] graph = graph();
        byte[] vocabulary = String.join("\n", PIECES).getBytes(StandardCharsets.UTF_8);
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("name", "tiny-mean");
        keys.put("model", "tiny.onnx");
        keys.put("model.sha256", sha256(graph));
        keys.put("vocabulary", "vocab.txt");
        keys.put("vocabulary.sha256", sha256(vocabulary));
        keys.put("pooling", "mean");
        keys.put("lowercase", "true");
        keys.put("max-pieces", "16");
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 0) {
                keys.remove(change);
            } else {
                keys.put(change.substring(0, equals), change.substring(equals + 1));
            }
        }
        List<String> lines = new ArrayList<>();
        keys.forEach((key, value) -> lines.add(key + "=" + value));
        try {
            Files.write(directory.resolve("tiny.onnx"), graph);
            Files.write(directory.resolve("vocab.txt"), vocabulary);
            Files.write(directory.resolve(ModelDescription.FILE), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /* Numbers are those of onnx.proto: ModelProto, GraphProto, NodeProto, AttributeProto, TensorProto, ValueInfoProto. */
    private byte[] graph() {
        byte[] axes = message(a -> {
            a.writeString(1, "axes");
            a.writeInt64(8, 1);
            a.writeInt32(20, 7);
        });
        byte[] keep = message(a -> {
            a.writeString(1, "keepdims");
            a.writeInt64(3, 0);
            a.writeInt32(20, 2);
        });
        byte[] graph = message(g -> {
            g.writeByteArray(1, node("Gather", "states", "table", "input_ids"));
            g.writeByteArray(1, node("ReduceMean", "sentence", List.of(axes, keep), "states"));
            g.writeString(2, "tiny");
            g.writeByteArray(5, tensor());
            for (String input : inputs) {
                g.writeByteArray(11, value(input, INT64, 1, -1));
            }
            g.writeByteArray(12, value("states", FLOAT, 1, -1, dimensions));
            g.writeByteArray(12, value("sentence", FLOAT, 1, dimensions));
        });
        byte[] opset = message(o -> o.writeInt64(2, 13));
        return message(m -> {
            m.writeInt64(1, 8);
            m.writeByteArray(7, graph);
            m.writeByteArray(8, opset);
        });
    }

    private byte[] tensor() {
        ByteBuffer raw =
                ByteBuffer.allocate(table.length * dimensions * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : table) {
            for (float v : row) {
                raw.putFloat(v);
            }
        }
        return message(t -> {
            t.writeInt64(1, table.length);
            t.writeInt64(1, dimensions);
            t.writeInt32(2, FLOAT);
            t.writeString(8, "table");
            t.writeBytes(9, ByteString.copyFrom(raw.flip()));
        });
    }

    private static byte[] node(String operator, String output, String... from) {
        return node(operator, output, List.of(), from);
    }

    private static byte[] node(String operator, String output, List<byte[]> attributes, String... from) {
        return message(n -> {
            for (String input : from) {
                n.writeString(1, input);
            }
            n.writeString(2, output);
            n.writeString(4, operator);
            for (byte[] attribute : attributes) {
                n.writeByteArray(5, attribute);
            }
        });
    }

    /** −1: known at run time. */
    private static byte[] value(String name, int type, int... shape) {
        byte[] dims = message(s -> {
            for (int dim : shape) {
                s.writeByteArray(1, message(d -> {
                    if (dim < 0) {
                        d.writeString(2, "n");
                    } else {
                        d.writeInt64(1, dim);
                    }
                }));
            }
        });
        byte[] tensor = message(t -> {
            t.writeInt32(1, type);
            t.writeByteArray(2, dims);
        });
        return message(v -> {
            v.writeString(1, name);
            v.writeByteArray(2, message(t -> t.writeByteArray(1, tensor)));
        });
    }

    /** Writes the fields of a message. */
    private interface Fields {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.to(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
