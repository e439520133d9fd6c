package io.exogenesis.omega.embedder;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What goes into a graph and comes out of it.
 *
 * @param types whether it asks for the types of tokens
 * @param output float32: one state of 384 values a piece ([1, n, 384]), or one vector a text ([1, 384])
 */
record GraphShape(boolean types, String output) {
    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";

    /** @throws EmbedderUnavailableException if the graph has other inputs or no such output */
    static GraphShape of(OrtSession session, SentenceModel model) throws OrtException {
        Set<String> inputs = new TreeSet<>(session.getInputNames());
        if (!inputs.containsAll(Set.of(IDS, MASK)) || !Set.of(IDS, MASK, TYPES).containsAll(inputs)) {
            throw wrong(
                    model,
                    "model: its inputs must be " + IDS + ", " + MASK + " and perhaps " + TYPES + ", not " + inputs);
        }
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        String output = model.output().isEmpty() ? outputs.keySet().iterator().next() : model.output();
        NodeInfo found = outputs.get(output);
        if (found == null) {
            throw wrong(model, "output: the graph has no " + output + ", only " + outputs.keySet());
        }
        if (!(found.getInfo() instanceof TensorInfo tensor) || !fits(tensor)) {
            throw wrong(
                    model,
                    "output: " + output + " must be float32 of [1, pieces, " + Embedding.DIMENSIONS + "] or [1, "
                            + Embedding.DIMENSIONS + "], not " + found.getInfo());
        }
        return new GraphShape(inputs.contains(TYPES), output);
    }

    /* −1 stands for what is known only at run time; every vector is measured then. */
    private static boolean fits(TensorInfo tensor) {
        long[] shape = tensor.getShape();
        return tensor.type == OnnxJavaType.FLOAT
                && (shape.length == 2 || shape.length == 3)
                && (shape[shape.length - 1] == Embedding.DIMENSIONS || shape[shape.length - 1] == -1);
    }

    private static EmbedderUnavailableException wrong(SentenceModel model, String what) {
        return new EmbedderUnavailableException(model.model().name() + ": " + what);
    }

    Map<String, OnnxTensor> inputs(OnnxTensor ids, OnnxTensor mask, OnnxTensor tokenTypes) {
        return types ? Map.of(IDS, ids, MASK, mask, TYPES, tokenTypes) : Map.of(IDS, ids, MASK, mask);
    }
}
