package io.exogenesis.omega.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.web.problem.Problem;
import io.exogenesis.omega.web.security.ForbiddenCallException;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
}
