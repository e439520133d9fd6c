package io.exogenesis.omega.ear;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document that a running Core serves, and the requests that it holds. */
final class ApiDocument {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private final JsonNode root;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    ApiDocument(String json) {
        root = JSON.readTree(json);
        strict(root.get("components").get("schemas"));
    }

    /** What an answer has and its schema does not name was forgotten in the document. */
    private static void strict(JsonNode node) {
        if (node instanceof ObjectNode schema
                && schema.path("properties").isObject()
                && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        node.forEach(ApiDocument::strict);
    }

    /** A method of a path. */
    record Operation(String method, String path, JsonNode node) {
        String name() {
            return method + " " + path;
        }

        /** Schemes that suffice, in the order of the document; empty if no token is needed. */
        Set<String> schemes() {
            Set<String> schemes = new TreeSet<>();
            node.path("security").forEach(s -> schemes.addAll(s.propertyNames()));
            return schemes;
        }

        boolean needsToken() {
            return !schemes().isEmpty() && !openHere();
        }

        /** Without a token on this machine. */
        boolean openHere() {
            return node.path("security").valueStream().anyMatch(JsonNode::isEmpty);
        }

        /** The request for the first status of the two hundreds. */
        Call usual() {
            return calls().stream()
                    .filter(c -> c.status() / 100 == 2)
                    .findFirst()
                    .orElseThrow();
        }

        List<Call> calls() {
            List<Call> calls = new ArrayList<>();
            node.path("x-calls").properties().forEach(c -> calls.add(new Call(this, c.getKey(), c.getValue())));
            return calls;
        }
    }

    /** A request for one status. */
    record Call(Operation operation, String key, JsonNode node) {
        int status() {
            return Integer.parseInt(key.split("-")[0]);
        }

        String as() {
            String usual =
                    operation.schemes().contains("viewer") ? "viewer" : operation.needsToken() ? "admin" : "nobody";
            return node.path("as").asString(usual);
        }

        String name() {
            return operation.name() + " " + key;
        }
    }

    List<Operation> operations() {
        List<Operation> found = new ArrayList<>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(m -> METHODS.contains(m.getKey()))
                        .forEach(m -> found.add(
                                new Operation(m.getKey().toUpperCase(Locale.ROOT), path.getKey(), m.getValue()))));
        return found;
    }

    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : root.at(reference.asString().substring(1));
    }

    /** Media types that the document names for a status, or for any other. */
    JsonNode content(Operation operation, int status) {
        JsonNode responses = operation.node().get("responses");
        String named = Integer.toString(status);
        return resolved(responses.path(responses.has(named) ? named : "default"))
                .path("content");
    }

    /** What is wrong with an answer of a path without variables; empty if it is as documented. */
    List<String> faults(String method, String path, Api.Answer answer) {
        Operation operation = operations().stream()
                .filter(o -> o.name().equals(method + " " + path))
                .findFirst()
                .orElseThrow();
        JsonNode content = content(operation, answer.status());
        String type = answer.contentType().replaceFirst(";.*", "");
        return content.has(type)
                ? faults(content.get(type).get("schema"), answer.text())
                : List.of("a " + answer.status() + " of " + type + " is not documented");
    }

    /** What is wrong with an answer, line by line; empty if it fits. */
    List<String> faults(JsonNode schema, String json) {
        ObjectNode alone = ((ObjectNode) schema).deepCopy();
        alone.set("components", root.get("components"));
        return schemas.getSchema(alone).validate(JSON.readTree(json)).stream()
                .map(Object::toString)
                .toList();
    }
}
