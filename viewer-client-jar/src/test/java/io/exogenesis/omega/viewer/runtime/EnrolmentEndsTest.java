package io.exogenesis.omega.viewer.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.sync.MisbehavingCore;
import io.exogenesis.omega.viewer.internal.sync.MisbehavingCore.Manner;
import io.exogenesis.omega.viewer.internal.sync.TestKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EnrolmentEndsTest {
    @TempDir
    Path directory;

    @Test
    void enrol_coreThatDoesNotAnswerOrNeverEnds_failsInTime() throws Exception {
        TestKey key = TestKey.create(directory, "core");
        Map<Manner, Duration> manners = Map.of(
                Manner.MUTE, Duration.ofMillis(300),
                Manner.STALLING, Duration.ofMillis(500),
                Manner.ENDLESS, Duration.ofMinutes(5));
        for (Map.Entry<Manner, Duration> each : manners.entrySet()) {
            try (MisbehavingCore core = new MisbehavingCore(new FakeCore(5), key);
                    Enrolment enrolment = Enrolment.at(
                            URI.create(core.endpoint()), List.of(key.pin().sha256Base64()), each.getValue())) {
                core.behave(each.getKey());
                assertThatThrownBy(() -> enrolment.enrol("code", Consents.NONE))
                        .as("%s", each.getKey())
                        .isInstanceOf(ViewerException.class)
                        .hasMessageContaining("cannot be reached");
            }
        }
    }
}
