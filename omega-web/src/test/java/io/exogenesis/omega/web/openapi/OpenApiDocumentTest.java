package io.exogenesis.omega.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The document against the resource classes, and against itself. */
class OpenApiDocumentTest {
    /** Of the server's state and of load; they have no request of their own. */
    private static final Set<String> OF_THE_MOMENT = Set.of("default", "429", "503");

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private Document document;

    @BeforeEach
    void read() throws IOException {
        document = Document.read();
    }

    /** A route that nobody wrote down, one that is gone, or one that is open to somebody else than the document says. */
    @Test
    void routes_ofDocumentAndResources_areTheSameWithTheSameAccess() throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        document.operations().forEach((route, operation) -> documented.put(route, Document.access(operation)));

        assertThat(documented).isEqualTo(Resources.routes());
    }

    @Test
    void references_leadSomewhere() {
        assertThat(document.references())
                .isNotEmpty()
                .allSatisfy(r -> assertThat(document.root().at(r.substring(1)).isMissingNode())
                        .as(r)
                        .isFalse());
    }

    /** A status without a request would never be tried, and a request without a status would be tried for nothing. */
    @Test
    void statuses_haveARequestEach() {
        document.operations().forEach((route, operation) -> {
            Set<String> named =
                    new java.util.TreeSet<>(operation.get("responses").propertyNames());
            named.removeAll(OF_THE_MOMENT);
            Set<String> called = new java.util.TreeSet<>();
            operation.path("x-calls").propertyNames().forEach(c -> called.add(c.split("-")[0]));
            assertThat(called).as(route).isEqualTo(named);
        });
    }

    @Test
    void operations_haveEachANameATagAndASummary() {
        List<String> names = new ArrayList<>();
        Set<String> tags = new java.util.TreeSet<>();
        document.root().get("tags").forEach(t -> tags.add(t.get("name").asString()));
        document.operations().forEach((route, operation) -> {
            names.add(operation.path("operationId").asString());
            assertThat(operation.path("summary").asString()).as(route).isNotBlank();
            assertThat(tags).as(route).contains(operation.path("tags").path(0).asString());
        });
        assertThat(names).doesNotHaveDuplicates().doesNotContain("");
    }

    /** Each body has an example, and each example fits its schema. */
    @Test
    void examples_ofEveryBody_fitTheirSchemas() {
        document.operations().forEach((route, operation) -> {
            check(route + " request", operation.path("requestBody"));
            operation
                    .get("responses")
                    .properties()
                    .forEach(r -> check(route + " " + r.getKey(), document.resolved(r.getValue())));
        });
    }

    private void check(String where, JsonNode body) {
        body.path("content").properties().forEach(type -> {
            JsonNode schema = type.getValue().path("schema");
            JsonNode example = type.getValue().get("example");
            if (type.getKey().endsWith("protobuf")) {
                return; // bytes
            }
            assertThat(example).as("an example of %s %s", where, type.getKey()).isNotNull();
            if (type.getKey().endsWith("json")) {
                assertThat(schemas.getSchema(document.standingAlone(schema)).validate(example))
                        .as(where)
                        .isEmpty();
            }
        });
    }
}
