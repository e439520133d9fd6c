package io.exogenesis.omega.web.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.model.Consents;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Consents in the body of an enrolment, and in the answers. */
class BodiesTest {

    private static Consents read(String consent) {
        String body = "{\"consent\":" + consent + "}";
        return Bodies.consents(Bodies.object(new ByteArrayInputStream(body.getBytes(UTF_8))), "consent");
    }

    static Stream<Consents> every() {
        return IntStream.range(0, 32)
                .mapToObj(b -> Consents.NONE
                        .withPatterns((b & 1) != 0)
                        .withSample((b & 2) != 0)
                        .withAudit((b & 4) != 0)
                        .withMetrics((b & 8) != 0)
                        .withLargeSample((b & 16) != 0));
    }

    @ParameterizedTest
    @MethodSource("every")
    void consents_asTheyAreAnswered_areReadAsTheSame(Consents consents) {
        JsonObject view = Views.of(consents);
        assertThat(view.keySet()).containsExactlyElementsOf(Consents.NAMES);
        assertThat(read(view.toString())).isEqualTo(consents);
    }

    @Test
    void consents_whatIsNotSaid_isNotGiven() {
        assertThat(read("{}")).isEqualTo(Consents.NONE);
        assertThat(read("null")).isEqualTo(Consents.NONE);
        assertThat(read("{\"patterns\":true,\"sample\":true,\"audit\":true,\"metrics\":true}"))
                .isEqualTo(Consents.ALL);
        assertThat(read("{\"sample\":true,\"largeSample\":null}").largeSample()).isFalse();
        assertThat(read("{\"largeSample\":true}")).isEqualTo(Consents.NONE);
    }

    // A name that was spelt wrongly was no consent, silently.
    @Test
    void consents_ofAnUnknownName_areRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> read("{\"sample\":true,\"large-sample\":true}"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no field large-sample")
                .hasMessageContaining("patterns, sample, audit, metrics, largeSample");
        assertThatThrownBy(() -> read("{\"sample\":true,\"largeSample\":200}"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("largeSample must be true or false");
    }
}
