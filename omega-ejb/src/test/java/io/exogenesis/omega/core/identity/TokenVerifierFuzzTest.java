package io.exogenesis.omega.core.identity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens of strangers. Replays its seeds; with {@code JAZZER_FUZZ=1} it searches for more. */
class TokenVerifierFuzzTest {
    private static final CoreFixture CORE = CoreFixture.inMemory();
    private static final String GENUINE = CORE.tokens.fresh(CORE.register().viewerId());

    static Stream<Arguments> seeds() {
        String unsigned = part("{\"alg\":\"none\"}") + "." + part("{\"sub\":\"v\",\"exp\":99999999999}") + ".";
        return Stream.of(
                        "",
                        ".",
                        "..",
                        unsigned,
                        "a.b.c",
                        part("{\"alg\":\"HS256\",\"kid\":\"../..\"}") + "." + part("{}") + "." + part("x"),
                        part("{\"alg\":\"ES256\",\"jku\":\"http://a\",\"crit\":[\"b\"]}") + "." + part("{}") + "."
                                + part(" "),
                        GENUINE.substring(0, GENUINE.length() - 2),
                        "A" + GENUINE)
                .map(s -> Arguments.of((Object) s.getBytes(StandardCharsets.UTF_8)));
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    // Whatever it is, and in whichever place of a genuine one it stands: refused, and nothing else is thrown.
    @MethodSource("seeds")
    @FuzzTest // must come last
    void verify_anyText_isRefused(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        String[] parts = GENUINE.split("\\.");
        refused(text);
        if (!text.equals(parts[0])) {
            refused(text + "." + parts[1] + "." + parts[2]);
        }
        if (!text.equals(parts[1])) {
            refused(parts[0] + "." + text + "." + parts[2]);
        }
    }

    private static void refused(String token) {
        assertThatThrownBy(() -> CORE.verifier.verify(token)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> CORE.verifier.verifyForRenewal(token)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> CORE.verifier.verifyForWithdrawal(token)).isInstanceOf(RefusedException.class);
    }
}
