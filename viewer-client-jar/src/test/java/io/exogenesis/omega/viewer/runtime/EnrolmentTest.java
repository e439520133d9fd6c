package io.exogenesis.omega.viewer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.viewer.ViewerException;
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

    @Test
    void at_pinThatIsNone_isAWrongArgument() {
        for (String pin : new String[] {"AAAA", "no base64!", ""}) {
            assertThatThrownBy(() -> Enrolment.at(URI.create("https://127.0.0.1:9443"), pin))
                    .as(pin)
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("pin");
        }
    }

    // What a Core answers is printed by hosts and logged.
    @Test
    void read_answerThatControlsATerminal_isToldWithoutIt() {
        assertThatThrownBy(() -> Enrolment.read("{\"endpoints\":[\"\\u001b[31m\\u202e\"]}"))
                .isInstanceOf(ViewerException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]"));
    }
}
