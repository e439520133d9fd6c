package io.exogenesis.omega.web.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedJsonTest {
    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void object_isReadAsItStands() {
        JsonObject object = BoundedJson.object(in("{\"a\":[1,true,null,{\"b\":\"é\"}],\"c\":1.5e3} "), 64);
        assertThat(object.getJsonArray("a").getJsonObject(3).getString("b")).isEqualTo("é");
        assertThat(object.getJsonNumber("c").doubleValue()).isEqualTo(1500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{\"a\":}",
                "{\"a\":1}x",
                "{\"a\":1,}",
                "{\"a\"",
                "nonsense",
                "{\"a\":1e99999}",
                "{\"a\":1,\"b\":2,\"a\":1}",
                "{\"b\":{\"a\":1,\"a\":[]}}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}}}}}}}}}"
            })
    void object_whatIsNone_isMalformed(String text) {
        assertRefused(text, Refusal.Code.MALFORMED);
    }

    /** Three bytes of text each; all of them were a tree of 84 MB. */
    @Test
    void object_ofManyParts_isRefusedAtTheFirstTooMany() {
        assertRefused("{\"a\":[" + "\"\",".repeat(1_000_000), Refusal.Code.TOO_LARGE);
    }

    @Test
    void elements_areHandedOutOneByOne_andCounted() {
        List<Object> seen = new ArrayList<>();
        BoundedJson.elements(in("[1,{\"a\":2},[3]]"), 3, 8, seen::add);
        assertThat(seen).hasSize(3);
        assertThatThrownBy(() -> BoundedJson.elements(in("[1,2,3,4]"), 3, 8, v -> {}))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> BoundedJson.elements(in("[[1,2,3,4,5,6,7,8]]"), 3, 8, v -> {}))
                .isInstanceOf(RefusedException.class);
    }

    private static void assertRefused(String text, Refusal.Code code) {
        assertThatThrownBy(() -> BoundedJson.object(in(text), 64))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
