package io.exogenesis.omega.web.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The document that the build joins from {@code src/main/openapi}. */
public record Document(JsonNode root) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    public static Document read() throws IOException {
        try (InputStream in = Document.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new Document(new YAMLMapper().readTree(in));
        }
    }

    /** By {@code METHOD path}. */
    Map<String, JsonNode> operations() {
        Map<String, JsonNode> found = new TreeMap<>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(m -> METHODS.contains(m.getKey()))
                        .forEach(m -> found.put(
                                m.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(), m.getValue())));
        return found;
    }

    /** Schemes that suffice; {@code "none"} for no token at all, empty if the operation says nothing. */
    static Set<String> access(JsonNode operation) {
        JsonNode security = operation.path("security");
        Set<String> schemes = new TreeSet<>();
        if (security.isArray() && security.isEmpty()) {
            schemes.add("anybody");
        }
        security.forEach(alternative -> {
            if (alternative.isEmpty()) {
                schemes.add("this machine");
            }
            schemes.addAll(alternative.propertyNames());
        });
        return schemes;
    }

    /** What a reference stands for, or the node itself. */
    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : root.at(reference.asString().substring(1));
    }

    /** A schema that can be used by itself. */
    public JsonNode standingAlone(JsonNode schema) {
        ObjectNode alone = ((ObjectNode) schema).deepCopy();
        alone.set("components", root.get("components"));
        return alone;
    }

    /** Places of all references. */
    List<String> references() {
        List<String> found = new ArrayList<>();
        root.findValues("$ref").forEach(r -> found.add(r.asString()));
        return found;
    }
}
