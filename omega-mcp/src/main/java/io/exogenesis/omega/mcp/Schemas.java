package io.exogenesis.omega.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON schemas (2020-12) as maps, in a readable order. */
public final class Schemas {
    private Schemas() {}

    /** A schema with its keywords: type first, then the description, then pairs of further keywords. */
    public static Map<String, Object> of(String type, String description, Object... keywords) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put("description", description);
        for (int i = 0; i < keywords.length; i += 2) {
            schema.put((String) keywords[i], keywords[i + 1]);
        }
        return schema;
    }

    public static Map<String, Object> text(String description, Object... keywords) {
        return of("string", description, keywords);
    }

    public static Map<String, Object> oneOf(String description, List<String> values) {
        return of("string", description, "enum", values);
    }

    public static Map<String, Object> flag(String description, Object... keywords) {
        return of("boolean", description, keywords);
    }

    /** A whole number in [min, max]. */
    public static Map<String, Object> whole(String description, long min, long max, Object... keywords) {
        Map<String, Object> schema = of("integer", description, keywords);
        schema.put("minimum", min);
        schema.put("maximum", max);
        return schema;
    }

    /** A whole number ≥ 0: a count. */
    public static Map<String, Object> count(String description) {
        return of("integer", description, "minimum", 0);
    }

    /** A number in [min, max]. */
    public static Map<String, Object> number(String description, double min, double max, Object... keywords) {
        Map<String, Object> schema = of("number", description, keywords);
        schema.put("minimum", min);
        schema.put("maximum", max);
        return schema;
    }

    public static Map<String, Object> list(String description, Map<String, Object> of, Object... keywords) {
        Map<String, Object> schema = of("array", description, keywords);
        schema.put("items", of);
        return schema;
    }

    /** An object that has exactly these properties, of which the ones named must be there. */
    public static Map<String, Object> object(Map<String, Map<String, Object>> properties, List<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    /** {@link #object(Map, List)} with a description, as part of another. */
    public static Map<String, Object> object(
            String description, Map<String, Map<String, Object>> properties, List<String> required) {
        Map<String, Object> schema = object(properties, required);
        schema.put("description", description);
        return schema;
    }

    /** Properties in their order: name, schema, name, schema, … */
    @SuppressWarnings("unchecked") // every second one is a schema
    public static Map<String, Map<String, Object>> properties(Object... namesAndSchemas) {
        Map<String, Map<String, Object>> properties = new LinkedHashMap<>();
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            properties.put((String) namesAndSchemas[i], (Map<String, Object>) namesAndSchemas[i + 1]);
        }
        return properties;
    }
}
