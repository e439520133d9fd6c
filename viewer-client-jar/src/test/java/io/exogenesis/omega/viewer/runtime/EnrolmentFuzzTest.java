package io.exogenesis.omega.viewer.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.viewer.ViewerException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a Core, or who answers in its place, says to a registration. */
class EnrolmentFuzzTest {

    static Stream<Arguments> seeds() {
        return Stream.of(
                        "{\"viewerId\":\"v\",\"token\":\"t\",\"endpoints\":[\"quic://h:4433\",\"https://h:9443\"],\"pin\":\"p\"}",
                        "{\"viewerId\":\"v\",\"token\":\"t\",\"endpoints\":[null],\"pin\":\"p\"}",
                        "{\"viewerId\":{},\"token\":[],\"endpoints\":{},\"pin\":null}",
                        "{\"detail\":[],\"title\":{}}",
                        "<html>",
                        "[[[[")
                .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
    }

    @MethodSource("seeds")
    @FuzzTest // must come last
    void read_anyAnswer_aRegistrationOrOneException(byte[] data) {
        try {
            assertThat(Enrolment.read(new String(data, UTF_8)).endpoints()).isNotNull();
        } catch (ViewerException e) {
            assertThat(e).hasMessageContaining("the Core's registration cannot be read");
        }
    }
}
