package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.viewer.internal.values.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A skill to create; what its parts mean: {@link Skill}.
 */
public final class NewSkill {
    private final String name;
    private final String description;
    private final List<String> inputs;
    private final List<String> outputs;
    private final String code;
    private final double successRate;
    private final Map<String, String> metadata;
    private final Optional<Embedding> embedding;

    private NewSkill(
            String name,
            String description,
            List<String> inputs,
            List<String> outputs,
            String code,
            double successRate,
            Map<String, String> metadata,
            Optional<Embedding> embedding) {
        Limits.name("skill's name", name);
        Limits.text("description", description);
        Limits.text("skill's code", code);
        Limits.rate("success rate", successRate);
        inputs = Limits.tags(inputs);
        outputs = Limits.tags(outputs);
        metadata = Limits.metadata(metadata);
        this.name = name;
        this.description = description;
        this.inputs = inputs;
        this.outputs = outputs;
        this.code = code;
        this.successRate = successRate;
        this.metadata = metadata;
        this.embedding = embedding;
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public List<String> inputs() {
        return inputs;
    }

    public List<String> outputs() {
        return outputs;
    }

    public String code() {
        return code;
    }

    /** What is known of it before its first use, in [0, 1]. */
    public double successRate() {
        return successRate;
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    /** What it is found by; without one its name, description and signature are embedded. */
    public Optional<Embedding> embedding() {
        return embedding;
    }

    public static NewSkill of(String name, String description) {
        return new NewSkill(name, description, List.of(), List.of(), "", .5, Map.of(), Optional.empty());
    }

    public NewSkill withSignature(List<String> needs, List<String> gives) {
        return new NewSkill(name, description, needs, gives, code, successRate, metadata, embedding);
    }

    public NewSkill withCode(String how) {
        return new NewSkill(name, description, inputs, outputs, how, successRate, metadata, embedding);
    }

    public NewSkill withSuccessRate(double rate) {
        return new NewSkill(name, description, inputs, outputs, code, rate, metadata, embedding);
    }

    public NewSkill withEmbedding(Embedding given) {
        return new NewSkill(name, description, inputs, outputs, code, successRate, metadata, Optional.of(given));
    }
}
