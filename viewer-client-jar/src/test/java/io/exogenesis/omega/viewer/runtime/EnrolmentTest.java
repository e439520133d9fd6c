package io.exogenesis.omega.viewer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.InvalidValueException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class EnrolmentTest {
    // A Core of before the larger sample refuses a body with a name that it does not know.
    @Test
    void enrolment_namesTheLargerSampleOnlyIfItIsGiven() {
        assertThat(Enrolment.body("code", Consents.ALL).toString())
                .contains("\"metrics\":true")
                .doesNotContain("largeSample");
        assertThat(Enrolment.body("code", Consents.ALL.withLargeSample(true)).toString())
                .contains("\"largeSample\":true");
    }

    // The token of the registration would cross a network in clear.
    @Test
    void enrolment_plainHttpBeyondLoopback_isRefused() {
        assertThatThrownBy(() -> Enrolment.onLoopback(URI.create("http://core.example:9080")))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> Enrolment.onLoopback(URI.create("https://core.example:9443")))
                .hasMessageContaining("needs its pin");
        assertThatThrownBy(() -> Enrolment.at(URI.create("http://127.0.0.1:9080"), "pin"))
                .isInstanceOf(InvalidValueException.class);
    }
}
