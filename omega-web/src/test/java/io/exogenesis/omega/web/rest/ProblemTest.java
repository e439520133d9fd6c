package io.exogenesis.omega.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.exogenesis.omega.core.ConflictException;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.StoreUnavailableException;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.web.openapi.Document;
import io.exogenesis.omega.web.problem.Problem;
import io.exogenesis.omega.web.security.ForbiddenCallException;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemTest {
    /** A line break in a message once broke the whole response. */
    @Test
    void detail_withLineBreaks_isOneLine() {
        Problem problem = new Problem(400, "MALFORMED", "first\r\nX-Injected: yes\u0000end");

        assertThat(problem.detail()).isEqualTo("first  X-Injected: yes end");
    }

    @Test
    void json_hasTheFieldsOfTheStandard() {
        JsonObject json = Json.createReader(new StringReader(new Problem(429, "RATE_LIMITED", "too \"fast\"").json()))
                .readObject();

        assertThat(json.getString("type")).isEqualTo("urn:omega:problem:rate-limited");
        assertThat(json.getString("title")).isEqualTo("Too Many Requests");
        assertThat(json.getInt("status")).isEqualTo(429);
        assertThat(json.getString("detail")).isEqualTo("too \"fast\"");
        assertThat(json.getString("code")).isEqualTo("RATE_LIMITED");
    }

    /** Would catch a refusal added to the contract that HTTP answers with 500. */
    @ParameterizedTest
    @EnumSource(
            value = Refusal.Code.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CODE_UNSPECIFIED", "UNRECOGNIZED"})
    void everyRefusal_hasAClientsStatusOrUnavailable(Refusal.Code code) {
        assertThat(Problem.statusOf(code))
                .satisfiesAnyOf(
                        s -> assertThat(s).isBetween(400, 499),
                        s -> assertThat(s).isEqualTo(503));
    }

    @Test
    void mapper_knownFailures_keepTheirLine() {
        assertThat(ProblemMapper.problem(
                        new RefusedException(Refusal.Code.RATE_LIMITED, "slow down", Duration.ofMillis(1500))))
                .isEqualTo(new Problem(429, "RATE_LIMITED", "slow down", Duration.ofMillis(1500)));
        assertThat(ProblemMapper.problem(new MalformedMessageException(Refusal.Code.TOO_LARGE, "too long")))
                .isEqualTo(new Problem(413, "TOO_LARGE", "too long"));
        assertThat(ProblemMapper.problem(new InvalidValueException("no such id"))
                        .status())
                .isEqualTo(400);
        assertThat(ProblemMapper.problem(new ForbiddenCallException("not yours"))
                        .status())
                .isEqualTo(403);
    }

    /** A caller must not learn from an error what the Core is made of. */
    @Test
    void mapper_ownFault_saysNothingOfOurInsides() {
        Problem problem = ProblemMapper.problem(new IllegalStateException("jdbc password is x"));

        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.detail()).doesNotContain("jdbc");
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("of our own"), // 500: no request of the document has it
                new OutOfMemoryError("of our own"),
                new StoreUnavailableException(),
                new RefusedException(Refusal.Code.RATE_LIMITED, "slow down", Duration.ofSeconds(1)),
                new BadParameterException("limit", "limit must be a whole number"),
                new ConflictException("2 of its titles changed"),
                new InvalidValueException("line one\nline two"),
                new ForbiddenCallException("not yours"),
                new JsonException("no JSON"));
    }

    /** Whatever a request ends with is answered with what the document calls a problem. */
    @ParameterizedTest
    @MethodSource("failures")
    void mapper_anyFailure_fitsTheSchemaOfTheDocument(Throwable failure) throws IOException {
        Document document = Document.read();
        JsonNode schema = document.standingAlone(document.root().at("/components/schemas/Problem"));

        Problem problem = ProblemMapper.problem(failure);

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate(new JsonMapper().readTree(problem.json())))
                .as(problem.json())
                .isEmpty();
        assertThat(problem.status()).isBetween(400, 599);
    }
}
